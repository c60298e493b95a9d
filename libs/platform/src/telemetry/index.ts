export * from './logger';
export * from './metrics';
export { type ClockDeclarations, DeclaresClocks, handOverClock } from './clocks/declared-clocks';
export { sealedEntriesOf } from './sealed-entries';
