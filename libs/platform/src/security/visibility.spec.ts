import { NETWORK_WIDE, eyesOver, visibilityOf } from './visibility';

describe('what somebody may see', () => {
  it('is what all her roles together cover, or the whole network', () => {
    const duty = { role: 'duty-officer', missions: ['KR-EMB-TR'] };
    expect(visibilityOf({ grants: [duty, { role: 'hub-coordinator', missions: ['KR-EMB-PL', 'KR-EMB-TR'] }] })).toEqual({
      missions: ['KR-EMB-PL', 'KR-EMB-TR'],
      seals: [],
    });
    expect(visibilityOf({ grants: [duty, { role: 'headquarters-watch-officer', missions: '*' }] })).toEqual(NETWORK_WIDE);
    expect(visibilityOf({ grants: [] })).toEqual(eyesOver([]));
  });

  it('is not widened by a role that looks after records alone', () => {
    const privacy = { role: 'privacy-officer', missions: '*' as const };
    expect(visibilityOf({ grants: [privacy, { role: 'duty-officer', missions: ['KR-EMB-TR'] }] })).toEqual(eyesOver(['KR-EMB-TR']));
    expect(visibilityOf({ grants: [privacy] })).toEqual(eyesOver([]));
  });
});
