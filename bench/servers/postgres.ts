import { join } from 'node:path';
import { openPostgres, type RunningPostgres } from '../../src/platform/postgres';
import { PROJECT_FOLDER } from '../../src/platform/project';

/** The embedded PostgreSQL of benchmarks: a data folder of its own, never that of the hub. */
export function benchPostgres(say: (line: string) => void): Promise<RunningPostgres> {
  return openPostgres({ dataDir: join(PROJECT_FOLDER, '.hub-bench'), purpose: 'serve', say, throwaway: true });
}
