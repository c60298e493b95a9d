import { AccountEntity } from './account.entity';
import { SessionEntity } from './session.entity';

/** What this context maps. */
export const accessEntities = [AccountEntity, SessionEntity];
