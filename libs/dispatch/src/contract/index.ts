export * from './vocabulary';
export * from './requests';
export * from './offers';
export * from './movements';
export * from './lanes';
export * from './entries';
export * from './lists';
export * from './codes';
