import { PrivacyController } from './http/privacy.controller';
import { EraseSubject } from './use-cases/erase-subject';
import { ReadAccessRecords } from './use-cases/read-access-records';

/** The privacy officer's part of this context. */
export const privacy = [ReadAccessRecords, EraseSubject];
export const privacyControllers = [PrivacyController];
