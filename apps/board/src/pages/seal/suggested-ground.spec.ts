import { categories } from '@bongsu/incidents/contract';
import { suggestedGround } from './suggested-ground';

describe('the ground of a seal that a kind of case suggests', () => {
  it('is suggested for abductions, hostages of pirates, minors alone and victims of crime, and for nothing else', () => {
    const suggested = categories.flatMap((category) => {
      const ground = suggestedGround(category);
      return ground === null ? [] : [`${category}: ${ground}`];
    });
    expect(suggested).toEqual(['abduction: abduction', 'piracy: abduction', 'crime-victim: sexual-crime', 'minor-alone: minor']);
    expect(suggestedGround(null)).toBeNull();
  });
});
