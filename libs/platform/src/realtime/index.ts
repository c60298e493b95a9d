export * from './leaving';
export * from './live-adapter';
export * from './live-feed';
export * from './live-policy';
export * from './live.gateway';
