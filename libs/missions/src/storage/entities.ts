import { HubMembershipEntity } from './hub-membership.entity';
import { JurisdictionEntity } from './jurisdiction.entity';
import { MissionEntity } from './mission.entity';

/** What this context maps. */
export const missionsEntities = [MissionEntity, JurisdictionEntity, HubMembershipEntity];
