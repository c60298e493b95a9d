export * from './vocabulary';
export * from './mission';
export * from './jurisdiction';
export * from './travel';
export * from './entries';
