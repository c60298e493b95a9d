export * from './roles';
export * from './permissions';
export * from './sessions';
export * from './entries';
