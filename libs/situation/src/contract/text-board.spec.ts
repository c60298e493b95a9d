import { emptyBoard, textBoard } from './index';

const nowhere = (): null => null;

describe('the board for a thin line', () => {
  it('says until when the past is in the archive, and nothing of one where it is whole', () => {
    const archivedUntil = '2023-02-06T00:00:00.000Z';
    expect(textBoard({ ...emptyBoard(), archivedUntil }, nowhere)).toMatchObject({ archivedUntil });
    expect(JSON.stringify(textBoard(emptyBoard(), nowhere))).not.toContain('archivedUntil');
  });
});
