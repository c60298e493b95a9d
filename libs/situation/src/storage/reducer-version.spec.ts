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
    expect([REDUCER_VERSION, digest]).toEqual([1, '90f8829d43cc9f7c0c1776c135839f414d34cb3c87ec7ddd63407e98663f234b']);
  });
});
