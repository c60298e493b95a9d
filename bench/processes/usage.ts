import { answerForUsage } from './answer-parent';

/** Preloaded into api and worker (`node --require`), so that their own readings of CPU and memory can be asked for. */
answerForUsage();
