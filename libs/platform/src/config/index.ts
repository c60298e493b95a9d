export * from './concern';
export * from './concerns';
export * from './settings';
export * from './personal-data-key-file';
