import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HubDatabase } from '../platform/database';
import { loadWorld } from './load-world';
import { progressOn } from './progress';
import type { WorldReport } from './report';

export { DataError } from './data-error';
export { loadWorld, type WorldOptions } from './load-world';
export { type Progress, progressOn } from './progress';
export type { WorldReport } from './report';

/** Loads what is missing of the default world that comes with the hub, and tells of it when it takes its time. */
export async function ensureWorld(db: HubDatabase, say: (line: string) => void): Promise<WorldReport> {
  const world = await loadWorld(db, { dataFolder: packagedData(), report: progressOn(process.stderr, say) });
  if (world.isNew) say(`The default world is loaded: ${sentenceOf(world)}.`);
  return world;
}

function sentenceOf({ written, seconds }: WorldReport): string {
  const parts = (['city', 'organization', 'membership', 'collaboration', 'source'] as const).map(
    (table) => `${table} ${written[table] ?? 0}`,
  );
  return `${parts.join(', ')}, in ${seconds.toFixed(1)} s`;
}

/** The folder `data` of the hub: beside `src`, or above the compiled files. */
function packagedData(): string {
  for (let at = __dirname; at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'data', 'memberships.csv'))) return join(at, 'data');
  }
  throw new Error('The folder "data" that comes with the hub is missing: install the hub again.');
}
