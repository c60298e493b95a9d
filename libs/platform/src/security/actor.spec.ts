import { visibilityOf } from './actor';

describe('what somebody may see', () => {
  it('is what all her roles together cover, or the whole network', () => {
    const duty = { role: 'duty-officer', missions: ['KR-EMB-TR'] };
    expect(visibilityOf({ grants: [duty, { role: 'hub-coordinator', missions: ['KR-EMB-PL', 'KR-EMB-TR'] }] })).toEqual([
      'KR-EMB-PL',
      'KR-EMB-TR',
    ]);
    expect(visibilityOf({ grants: [duty, { role: 'headquarters-watch-officer', missions: '*' }] })).toBe('*');
    expect(visibilityOf({ grants: [] })).toEqual([]);
  });

  it('is not widened by a role that looks after records alone', () => {
    const privacy = { role: 'privacy-officer', missions: '*' as const };
    expect(visibilityOf({ grants: [privacy, { role: 'duty-officer', missions: ['KR-EMB-TR'] }] })).toEqual(['KR-EMB-TR']);
    expect(visibilityOf({ grants: [privacy] })).toEqual([]);
  });
});
