import { Patience } from './patience';

describe('patience with somebody who does not answer', () => {
  it('ends after its time on a machine that has time', async () => {
    const sinceMs = performance.now();
    await new Patience(200).ended;
    expect(performance.now() - sinceMs).toBeGreaterThanOrEqual(190);
  });

  it('begins again while this process was kept from running itself', async () => {
    const sinceMs = performance.now();
    const patience = new Patience(200);
    // Nothing else runs meanwhile: as on a machine whose processors all belong to somebody else.
    while (performance.now() - sinceMs < 400);
    await patience.ended;
    expect(performance.now() - sinceMs).toBeGreaterThanOrEqual(590);
  });
});
