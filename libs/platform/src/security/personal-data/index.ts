import './platform-tables';

export * from './access-records';
export * from './blind-index';
export * from './classes';
export { type Classified, type ClassifiedTable, classifiedTables, classify, classifyTable, partOf } from './classification';
export * from './configured-key-ring';
export { DataKeys } from './data-keys';
export * from './erasure';
export * from './fault';
export * from './key-check';
export * from './key-ring';
export * from './personal-data';
export * from './purge-due';
export * from './reading';
export * from './rotate-keys';
export * from './seal-existing';
export { sealedColumn } from './sealed-column';
export type { Sealed, Subject } from './sealed-value';
