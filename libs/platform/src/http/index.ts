export * from './create-app';
export * from './decorators';
export * from './health.controller';
export * from './policies';
export * from './problem';
export * from './validation.pipe';
export { problemFrom, writeProblem } from './problem.filter';
