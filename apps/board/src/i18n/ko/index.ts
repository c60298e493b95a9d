import { account } from './account';
import { board } from './board';
import { decisions } from './decisions';
import { dispatch } from './dispatch';
import { dispatchVocabulary } from './dispatch-vocabulary';
import { entry } from './entry';
import { entryLine } from './entry-line';
import { exporting } from './exporting';
import { incident } from './incident';
import { lanes } from './lanes';
import { map } from './map';
import { missions } from './missions';
import { outbox } from './outbox';
import { parts } from './parts';
import { privacy } from './privacy';
import { report } from './report';
import { seal } from './seal';
import { shell } from './shell';
import { signInWays } from './sign-in-ways';
import { textBoard } from './text-board';
import { vocabulary } from './vocabulary';

export const korean = {
  account,
  board,
  decisions,
  dispatch,
  dispatchVocabulary,
  entry,
  entryLine,
  exporting,
  incident,
  lanes,
  map,
  missions,
  outbox,
  parts,
  privacy,
  report,
  seal,
  shell,
  signInWays,
  textBoard,
  vocabulary,
};
