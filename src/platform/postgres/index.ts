/** A real PostgreSQL of the hub's own: found, created, started, shared between the hub's processes, stopped. */
export { type Inspection, inspectPostgres, packageLinksMissing, usersOfServer } from './inspect';
export { openPostgres, type PostgresOptions, type RunningPostgres } from './open';
