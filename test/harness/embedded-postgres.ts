export { startThrowawayPostgres, type ThrowawayPostgres } from '../../apps/cli/src/postgres/throwaway-postgres';
