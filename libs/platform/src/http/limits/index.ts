export * from './account-rate.guard';
export * from './addresses';
export * from './heavy-work';
export * from './intake';
export * from './request-rates';
