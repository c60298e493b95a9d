import { classify } from '@bongsu/platform';
import { CheckpointEntity } from './checkpoint.entity';
import { SitrepEndEntity, SitrepEntity, SitrepNumberEntity } from './sitrep.entity';

/** What the tables of this context hold of people: who issued a report on the situation, and what officials wrote in it. */
classify(CheckpointEntity, { columns: { classKey: 'P0', position: 'P0', reducerVersion: 'P0', state: 'P1', takenAt: 'P0' } });
classify(SitrepEntity, {
  columns: {
    id: 'P0',
    incidentId: 'P0',
    number: 'P0',
    asOf: 'P0',
    issuedAt: 'P0',
    issuedBy: 'P1',
    language: 'P0',
    highlights: 'P1',
    document: 'P1',
    digest: 'P0',
  },
});
classify(SitrepEndEntity, { columns: { sitrepId: 'P0', state: 'P0', reason: 'P1', supersededBy: 'P0', endedAt: 'P0', endedBy: 'P1' } });
classify(SitrepNumberEntity, { columns: { incidentId: 'P0', last: 'P0' } });
