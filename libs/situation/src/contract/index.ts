export * from './board-state';
export * from './board-entries';
export * from './sitreps';
export * from './exports';
export { REDUCER_VERSION, ignoredKinds, reduce, reduceAll, reducedKinds } from './reduce';
export type { BoardEntry } from './reducer';
export * from './clocks';
export * from './text-board';
export * from './dispatch-desk';
