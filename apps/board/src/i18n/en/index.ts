import { board } from './board';
import { dispatch } from './dispatch';
import { dispatchVocabulary } from './dispatch-vocabulary';
import { entry } from './entry';
import { incident } from './incident';
import { lanes } from './lanes';
import { map } from './map';
import { missions } from './missions';
import { parts } from './parts';
import { report } from './report';
import { shell } from './shell';
import { vocabulary } from './vocabulary';

export const english = {
  board,
  dispatch,
  dispatchVocabulary,
  entry,
  incident,
  lanes,
  map,
  missions,
  parts,
  report,
  shell,
  vocabulary,
} as const;
