import { type MixedLoad, type MixedLoadResult, playMixedLoad } from '../../test/faults/load/mixed-load';
import { answerParent } from './answer-parent';

/** People at their screens at a steady rate, as in the trials of faults (T30), in a process of their own. */
answerParent({ play: (load: MixedLoad): Promise<MixedLoadResult> => playMixedLoad(load) });
