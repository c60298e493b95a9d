export * from './result';
export * from './transitions';
export * from './clock';
export * from './ids';
export * from './entry';
export * from './geodesy';
export * from './sensitive';
export * from './latest';
