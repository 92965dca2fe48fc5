import type { ClientBase } from 'pg';
import type { Matcher } from '../identity';
import type { Progress } from '../platform/progress';
import { type PlacedRoster, placeRoster, recordApplied, transactionOf } from '../roster';
import type { LeftOuts } from './left-out';
import { FirstLines } from './memberships';
import type { Version } from './plan';
import { type Stopwatch, sumOf, type Tally } from './report';
import type { RosterPlan } from './rosters';
import { type Written, writeVersions } from './write-facts';
import { REASON } from './write-records';

export interface RostersLoad {
  readonly rosters: readonly RosterPlan[];
  readonly matcher: Matcher;
  readonly leftOut: LeftOuts;
  readonly report: Progress;
  readonly watch: Stopwatch;
}

/** Why a row of a roster is left out. */
export const UNPLACED = 'a row of a roster that is like several places or none';

const STEP = 'Reading and matching rosters';

/**
 * Takes the rosters of the data through the pipeline of any roster, in the transaction of the client: read, matched, decided, recorded. Their
 * facts keep the ids every installation derives, and those that are there already are not written again.
 */
export async function loadRosters(client: ClientBase, { rosters, matcher, leftOut, report, watch }: RostersLoad): Promise<Tally> {
  await client.query(`SELECT set_config('hub.reason', $1, true)`, [REASON]);
  const tx = transactionOf(client);
  const placed: PlacedRoster[] = [];
  for (const [at, roster] of rosters.entries()) {
    report(STEP, at, rosters.length);
    const { path, organizationId, asOf, decisions } = roster;
    placed.push(
      await watch.time(roster.file, () => placeRoster(tx, matcher, { file: path, organizationId, asOf, decisions, keeper: REASON })),
    );
  }
  report(STEP, rosters.length, rosters.length);
  const versions = rosters.map((roster, at) => versionsOf(roster, placed[at]!, leftOut));
  const written = await watch.time('memberships', () => writeVersions(client, versions.flat(), leftOut));
  for (const [at, each] of placed.entries()) await recordApplied(tx, each, effectsOf(written, versions[at]!));
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  await client.query('ANALYZE fact, citation, change, membership, membership_transition, roster_import, roster_row, roster_effect');
  return sumOf(written.tally, ...placed.map(told));
}

function versionsOf({ file, lines }: RosterPlan, { rows }: PlacedRoster, leftOut: LeftOuts): Version[] {
  if (rows.length !== lines.size) throw new Error(`${file} was read in two ways: ${lines.size} rows, or ${rows.length}.`);
  const firsts = new FirstLines(leftOut);
  return rows.flatMap(({ line, name, cityId, by }) => {
    const versions = lines.get(line);
    if (!versions) throw new Error(`${file} was read in two ways: line ${line} is one row, or none.`);
    if (by === 'NOBODY') leftOut.add(UNPLACED, `${file}, line ${line}: ${name}`);
    if (cityId === null) return [];
    const found = versions(cityId);
    return firsts.isRepeated({ file, line }, String(found[0]?.content.organization_id), cityId) ? [] : found;
  });
}

/** What was written and superseded of these versions' facts, by table. */
function effectsOf({ inserted, superseded }: Written, versions: readonly Version[]) {
  const facts = new Set(versions.map(({ factId }) => factId));
  return (['membership', 'membership_transition'] as const).map((table) => {
    const ours = (all: Written['inserted']) =>
      all.flatMap((each) => (each.table === table && facts.has(each.factId) ? [each.versionId] : []));
    return { table, written: ours(inserted), superseded: ours(superseded) };
  });
}

/** Rows of rosters in the tally, by who placed them. Rosters that were taken in before count for nothing. */
function told({ isNew, rows }: PlacedRoster): Tally {
  if (!isNew) return {};
  const by = (who: (typeof rows)[number]['by']) => rows.filter((row) => row.by === who).length;
  return {
    roster_import: 1,
    roster_row: rows.length,
    'rows matched': by('HUB'),
    'rows decided': by('DECISION'),
    'rows left over': by('NOBODY'),
  };
}
