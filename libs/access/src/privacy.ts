import { PrivacyController } from './http/privacy.controller';
import { CloseAccount } from './use-cases/close-account';
import { EraseSubject } from './use-cases/erase-subject';
import { ReadAccessRecords } from './use-cases/read-access-records';

/** The privacy officer's part of this context. */
export const privacy = [ReadAccessRecords, CloseAccount, EraseSubject];
export const privacyControllers = [PrivacyController];
