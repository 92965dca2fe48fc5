import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Matcher } from '../identity';
import type { HubDatabase } from '../platform/database';
import { progressOn } from '../platform/progress';
import { UNPLACED } from './load-rosters';
import { loadWorld } from './load-world';
import type { WorldReport } from './report';

export { gazetteerLines, importGazetteer } from './import-gazetteer';
export { loadWorld } from './load-world';
export type { WorldReport } from './report';

interface Seeding {
  readonly db: HubDatabase;
  readonly say: (line: string) => void;
  /** Asked for when there are rosters to match. */
  readonly matcher: () => Matcher;
  /** Also when nothing was to be done. */
  readonly tellAlways?: boolean;
}

/** Loads what is missing of the default world that comes with the hub, and tells of it when it takes its time. */
export async function ensureWorld({ db, say, matcher, tellAlways = false }: Seeding): Promise<WorldReport> {
  const world = await loadWorld(db, { dataFolder: packagedData(), report: progressOn(process.stderr, say), matcher });
  if (world.isNew) for (const line of [sentenceOf(world), ...rostersTold(world)]) say(line);
  else if (tellAlways) say('The default world is loaded already, and nothing in it has changed.');
  return world;
}

/** What was loaded, in words: `Loaded the default world in 9.9 s: 130,432 places, 169 organisations, ...`. */
function sentenceOf({ written, seconds }: WorldReport): string {
  const parts = Object.entries(TOLD).flatMap(([table, what]) => (written[table] ? `${written[table].toLocaleString('en')} ${what}` : []));
  return `Loaded the default world in ${seconds.toFixed(1)} s: ${parts.join(', ') || 'nothing in it has changed'}.`;
}

/** Who placed the rows of the rosters that were taken in, and which nobody did. */
function rostersTold({ written, leftOut }: WorldReport): string[] {
  const count = (what: string) => (written[what] ?? 0).toLocaleString('en');
  if (!written.roster_import) return [];
  const rows = `${count('roster_row')} rows: ${count('rows matched')} matched by the hub, ${count('rows decided')} by a recorded decision`;
  const over = leftOut.filter(({ reason }) => reason === UNPLACED).flatMap(({ examples }) => examples);
  return [
    `Imported ${count('roster_import')} rosters, ${rows}, ${count('rows left over')} left over.`,
    ...over.map((each) => `  Left over: ${each}`),
  ];
}

const TOLD = {
  city: 'cities',
  place_name: 'names of cities',
  organization: 'organisations',
  fact: 'facts about them',
  citation: 'citations',
  source: 'sources',
};

/** The folder `data` of the hub: beside `src`, or above the compiled files. */
export function packagedData(): string {
  for (let at = __dirname; at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'data', 'memberships.csv'))) return join(at, 'data');
  }
  throw new Error('The folder "data" that comes with the hub is missing: install the hub again.');
}
