import type { HubDatabase } from '../platform/database';
import { alone } from '../platform/migrate';
import type { Progress } from '../platform/progress';
import { sql } from '../platform/sql';
import { LeftOuts } from './left-out';
import { loadGazetteer } from './load-gazetteer';
import { recordRelease } from './release';
import { type PartReport, Stopwatch } from './report';
import { parseTables, readDataFiles } from './tables';
import { inTransaction } from './transaction';
import { planWorld } from './world-plan';

export interface GazetteerImport {
  /** GeoNames' `allCountries.txt`, or that of one country. */
  readonly allCountries: string;
  /** GeoNames' `alternateNamesV2.txt`. */
  readonly alternateNames?: string | undefined;
  /** Least population of a place. */
  readonly population: number;
  /** Where the countries of the default data are. */
  readonly dataFolder: string;
  readonly report: Progress;
}

/**
 * Brings the places in line with a dump of GeoNames, as a newer release of the gazetteer: in one transaction, only what differs, no place
 * taken away.
 *
 * @throws DataError that names file, line and column when a line is wrong, and Error when the default world is not there yet: its facts
 * come first to the identifiers. Then nothing has been written.
 */
export async function importGazetteer(
  db: HubDatabase,
  { allCountries, dataFolder, report, ...options }: GazetteerImport,
): Promise<PartReport> {
  const gazetteer = { ...options, file: allCountries, release: `GeoNames, imported ${new Date().toISOString()}` };
  const { records } = planWorld(parseTables(await readDataFiles(dataFolder)));
  return alone(db, async () => {
    const facts = await db.rows(sql`SELECT FROM world_release WHERE part = 'facts' LIMIT 1`);
    if (facts.length === 0) throw new Error('The default world is not loaded yet: run "hub seed" first.');
    return inTransaction(db, async (client) => {
      const [leftOut, watch] = [new LeftOuts(), new Stopwatch()];
      const written = await loadGazetteer(client, { gazetteer, records, leftOut, report, watch });
      const done: PartReport = { written, leftOut: leftOut.all(), steps: watch.steps };
      if (Object.values(written).some((rows) => rows > 0)) await recordRelease(client, 'gazetteer', gazetteer.release, done);
      return done;
    });
  });
}

/** What an import came to, in lines for a person. */
export function gazetteerLines({ written, leftOut }: PartReport): string[] {
  const count = (rows = 0) => rows.toLocaleString('en');
  const { city, place_name: names, 'places identified': identified } = written;
  return [
    `${count(city)} places are new or changed; ${count(names)} names written, ${count(identified)} identifiers given.`,
    ...leftOut.map(({ reason, count: rows, examples }) => `  Left out, ${reason}: ${count(rows)} (${examples.slice(0, 3).join(', ')})`),
  ];
}
