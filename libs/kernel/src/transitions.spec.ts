import { transitions } from './transitions';

describe('a life cycle as a table', () => {
  const offer = transitions<'sent' | 'accepted' | 'declined', 'accept' | 'decline'>({
    sent: { accept: 'accepted', decline: 'declined' },
    accepted: {},
    declined: {},
  });

  it('says where an act leads, and that it leads nowhere when the table has no such cell', () => {
    expect(offer.next('sent', 'accept')).toBe('accepted');
    expect(offer.next('accepted', 'decline')).toBeUndefined();
  });

  it('says which acts a state permits, in the order of the table', () => {
    expect(offer.permitted('sent')).toEqual(['accept', 'decline']);
    expect(offer.permitted('declined')).toEqual([]);
  });

  it('knows its states and acts, each once', () => {
    expect(offer.states).toEqual(['sent', 'accepted', 'declined']);
    expect(offer.acts).toEqual(['accept', 'decline']);
  });
});
