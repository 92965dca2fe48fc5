import type { ClientBase } from 'pg';
import type { Matcher } from '../identity';
import { LocalMatcher } from '../identity/local-matcher';
import type { HubDatabase } from '../platform/database';
import { alone } from '../platform/migrate';
import type { Progress } from '../platform/progress';
import { type Gazetteer, packagedGazetteer } from './gazetteer';
import { LeftOuts } from './left-out';
import { loadFacts } from './load-facts';
import { loadGazetteer } from './load-gazetteer';
import { loadRosters } from './load-rosters';
import { loadedParts, PARTS, type Part, type Releases, recordRelease, releasesOf } from './release';
import { type PartReport, Stopwatch, secondsSince, type Tally, type WorldReport, wholeOf } from './report';
import { type DataFiles, parseTables, readDataFiles } from './tables';
import { inTransaction } from './transaction';
import { planWorld } from './world-plan';

export interface WorldOptions {
  /** Where the CSV files of the default data are. */
  readonly dataFolder: string;
  readonly report: Progress;
  /** The gazetteer to load; without it, the one that comes with the hub. */
  readonly gazetteer?: Gazetteer;
  /** Matches names on rosters; asked for when there are some to match. Without it, one of its own. */
  readonly matcher?: () => Matcher;
}

/**
 * Loads the default world: the gazetteer, the facts of the data files, then the rosters, each in one transaction.
 *
 * What is there already is not loaded again: of the same release nothing is read, of a newer one only what differs is written. One process
 * loads, others wait and find it done; killed in the middle, the next call completes it.
 *
 * @throws DataError when a data file is wrong; then nothing of it has been written.
 */
export async function loadWorld(db: HubDatabase, options: WorldOptions): Promise<WorldReport> {
  const start = performance.now();
  const gazetteer = options.gazetteer ?? (await packagedGazetteer());
  const files = await readDataFiles(options.dataFolder);
  const releases = releasesOf(gazetteer.release, files.hash);
  const there = await loadedParts(db, releases);
  const { report, matcher = () => new LocalMatcher(db) } = options;
  const isNew = there.size < PARTS.length;
  const parts = isNew ? await alone(db, () => loadMissing(db, { gazetteer, files, releases, report, matcher })) : there;
  const told = [...parts].filter(([part]) => !isNew || !there.has(part)).map(([, loaded]) => loaded);
  return { ...wholeOf(told), isNew, seconds: secondsSince(start) };
}

interface Missing {
  readonly gazetteer: Gazetteer;
  readonly files: DataFiles;
  readonly releases: Releases;
  readonly report: Progress;
  readonly matcher: () => Matcher;
}

async function loadMissing(
  db: HubDatabase,
  { gazetteer, files, releases, report, matcher }: Missing,
): Promise<ReadonlyMap<Part, PartReport>> {
  const parts = new Map(await loadedParts(db, releases));
  if (parts.size === PARTS.length) return parts;
  const plan = planWorld(parseTables(files));
  const load = async (part: Part, leftOut: LeftOuts, work: (client: ClientBase, watch: Stopwatch) => Promise<Tally>) => {
    if (parts.has(part)) return;
    const start = performance.now();
    const loaded = await inTransaction(db, async (client) => {
      const watch = new Stopwatch();
      const written = await work(client, watch);
      const done: PartReport = { written, leftOut: leftOut.all(), steps: watch.steps };
      await recordRelease(client, part, releases[part], done);
      return done;
    });
    parts.set(part, { ...loaded, steps: [...loaded.steps, { step: `${part}, committed`, seconds: secondsSince(start) }] });
  };
  const places = new LeftOuts();
  await load('gazetteer', places, (client, watch) =>
    loadGazetteer(client, { gazetteer, records: plan.records, leftOut: places, report, watch }),
  );
  await load('facts', plan.leftOut, (client, watch) => loadFacts(client, { plan, report, watch }));
  const rows = new LeftOuts();
  const { rosters } = plan;
  await load('rosters', rows, (client, watch) => loadRosters(client, { rosters, matcher: matcher(), leftOut: rows, report, watch }));
  return parts;
}
