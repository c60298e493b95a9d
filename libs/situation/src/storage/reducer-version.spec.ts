import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { earthquake } from '../../test/earthquake';
import { REDUCER_VERSION, emptyBoard, reduceAll } from '../contract';

describe('the version of the reducer', () => {
  it('counts up when the same story gives another board, so that stored boards are made anew', () => {
    const board = reduceAll(emptyBoard(), earthquake().entries);
    const digest = createHash('sha256')
      .update(canonicalize(board) ?? '')
      .digest('hex');
    // When this fails: count REDUCER_VERSION up in contract/reduce.ts, then write both new values here.
    expect([REDUCER_VERSION, digest]).toEqual([2, 'dc479290c952367487466e01048710f66ca296df85153337be1d1ca25d2824ac']);
  });
});
