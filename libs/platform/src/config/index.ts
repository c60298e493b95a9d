export * from './concern';
export * from './concerns';
export * from './settings';
