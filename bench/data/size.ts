import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../../src/platform/project';

/** How much is invented. */
export interface Size {
  readonly memberships: number;
  readonly organizations: number;
  readonly collaborations: number;
}

/** Generated in about a minute, the gazetteer included. */
export const DEFAULT_SIZE: Size = { memberships: 500_000, organizations: 600, collaborations: 25_000 };

/** Every database of invented data starts so. */
export const PREFIX = 'bench_';

/** The database of a size: made once, used again by every run that asks for the same, until the tables or what is invented change. */
export function databaseOf({ memberships, organizations, collaborations }: Size): string {
  return `${PREFIX}${memberships}_${organizations}_${collaborations}_${recipe()}`;
}

/** What tables and invented data are made by. */
function recipe(): string {
  const hash = createHash('sha256');
  for (const folder of ['migrations', 'bench/data']) {
    for (const file of readdirSync(join(PROJECT_FOLDER, folder)).sort()) hash.update(readFileSync(join(PROJECT_FOLDER, folder, file)));
  }
  return hash.digest('hex').slice(0, 12);
}
