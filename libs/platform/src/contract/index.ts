export * from './problem';
export * from './primitives';
export * from './public-line';
export * from './page';
export * from './live';
export * from './personal-data';
