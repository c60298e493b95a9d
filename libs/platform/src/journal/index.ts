export type { PositionedEntry } from './append';
export * from './follower';
export * from './pulse';
export * from './reader';
export * from './sequencer';
export * from './verify';
export * from './wake';
