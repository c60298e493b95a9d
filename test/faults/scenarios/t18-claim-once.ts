import { exactly, figure } from '../figure';
import { scenario } from '../scenario';
import { pairWorld } from './pair-world';

/** T18: many people take the same incident on at the same moment. */
export const claimOnce = scenario({
  id: 'T18',
  name: 'of fifty who take the same incident on at once, one has it',
  fault: '50 acknowledgements of one incident at the same moment',
  world: pairWorld,
  short: { rounds: 5, claims: 50 },
  long: { rounds: 200, claims: 50 },
  run: async ({ world }, { rounds, claims }) => {
    const watch = world.client('hq-watch-1');
    const duty = world.client('ankara-duty');
    const counts = { won: 0, conflict: 0, other: 0 };
    for (let round = 0; round < rounds; round++) {
      const body = { title: 'Claimed by many', category: 'earthquake', urgency: 'U3', missionId: 'KR-EMB-TR' };
      const { id } = await watch.must<{ id: string }>('/incidents', body, { key: `faults-claim:${round}:${Math.random()}` });
      const answers = await Promise.all(
        Array.from({ length: claims }, (_, n) => duty.post(`/incidents/${id}/acknowledge`, null, { key: `faults-claim:${id}:${n}` })),
      );
      for (const { status } of answers) {
        if (status === 200) counts.won += 1;
        else if (status === 409) counts.conflict += 1;
        else counts.other += 1;
      }
    }
    return [
      figure('rounds', rounds, ''),
      figure('claims that won', counts.won, '', exactly(rounds)),
      figure('claims refused as a conflict', counts.conflict, '', exactly(rounds * (claims - 1))),
      figure('claims answered otherwise', counts.other, '', exactly(0)),
    ];
  },
});
