/** A real PostgreSQL of the hub's own: found, created, started, shared between the hub's processes, stopped. */
export { openPostgres, type PostgresOptions, type RunningPostgres } from './open';
