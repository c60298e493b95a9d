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
    expect([REDUCER_VERSION, digest]).toEqual([4, 'a9f4662d9666fb36ca472d7117254f43bdc0e21df4b27075f24364b2a813975a']);
  });
});
