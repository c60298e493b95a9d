export * from './problem';
export * from './primitives';
export * from './page';
export * from './live';
