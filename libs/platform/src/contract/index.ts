export * from './problem';
export * from './primitives';
export * from './public-line';
export * from './page';
export * from './live';
export * from './job-entries';
export * from './personal-data';
