import { classify } from '@bongsu/platform';
import { HubMembershipEntity } from './hub-membership.entity';
import { JurisdictionEntity } from './jurisdiction.entity';
import { MissionEntity } from './mission.entity';

/** What the tables of this context hold of people: nothing; the telephone is that of the mission. */
classify(HubMembershipEntity, { columns: { missionId: 'P0', primaryHubId: 'P0', alternateHubId: 'P0', illustrative: 'P0' } });
classify(JurisdictionEntity, {
  columns: { countryIso2: 'P0', nameEn: 'P0', nameKo: 'P0', missionId: 'P0', basis: 'P0', caveat: 'P0', plannedMissionId: 'P0' },
});
classify(MissionEntity, {
  columns: {
    id: 'P0',
    nameEn: 'P0',
    nameKo: 'P0',
    type: 'P0',
    countryIso2: 'P0',
    locatedInIso2: 'P0',
    cityEn: 'P0',
    cityKo: 'P0',
    lat: 'P0',
    lng: 'P0',
    coordAccuracyKm: 'P0',
    timezone: 'P0',
    airportIata: 'P0',
    airportSize: 'P0',
    airportKm: 'P0',
    phone: 'P0',
    status: 'P0',
    statusAsOf: 'P0',
    note: 'P0',
    statusDecided: 'P0',
    version: 'P0',
  },
});
