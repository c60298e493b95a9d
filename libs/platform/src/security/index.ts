export * from './actor';
export * from './authenticator';
export * from './cursors';
export * from './known-permissions';
export * from './personal-data';
