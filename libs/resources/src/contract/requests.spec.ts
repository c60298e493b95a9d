import fc from 'fast-check';
import { lineWithPersonalNumber } from '../../../../test/harness/personal-numbers';
import { adjustLotSchema } from './requests';

describe('why a count differs', () => {
  it('says what happened to the goods', () => {
    expect(adjustLotSchema.safeParse({ counted: 7, reason: 'Stock-take 2023-02-08: 3 of lot L-2023-0012 wet' }).success).toBe(true);
  });

  it('stands in the journal, so it holds no telephone and no passport number', () => {
    fc.assert(
      fc.property(lineWithPersonalNumber, (reason) => {
        expect(adjustLotSchema.safeParse({ counted: 7, reason }).error?.issues).toMatchObject([{ path: ['reason'] }]);
      }),
      { numRuns: 200 },
    );
  });
});
