import type { ClientBase } from 'pg';
import { idOf, isDerived } from './ids';
import { insertRows } from './insert';
import type { LeftOuts } from './left-out';
import type { TableRow, Version } from './plan';
import type { Tally } from './report';

/** A version with its id, ready to be written. */
type IdentifiedVersion = Version & { readonly versionId: string };

/** A version by its table, its fact and its id. */
type VersionRef = Pick<IdentifiedVersion, 'table' | 'factId' | 'versionId'>;

/** What writing versions came to. */
export interface Written {
  readonly tally: Tally;
  readonly inserted: readonly VersionRef[];
  readonly superseded: readonly VersionRef[];
}

/** What the database has of a fact: its versions, and whether each is still believed. */
type Recorded = ReadonlyMap<string, boolean>;

export interface Steps {
  readonly insert: readonly IdentifiedVersion[];
  readonly supersede: readonly VersionRef[];
  /** Facts that somebody else has changed. */
  readonly touched: readonly string[];
}

/** Brings the facts in line with the data: new versions are inserted, those they replace closed. Facts changed by others stay. */
export async function writeVersions(client: ClientBase, given: readonly Version[], leftOut: LeftOuts): Promise<Written> {
  const versions = await ledOn(client, given);
  const taken = await membershipsRecordedOtherwise(client, versions);
  for (const id of taken) leftOut.add('a membership that the hub has from elsewhere', id);
  const free = versions.filter(({ factId, content }) => !taken.has(factId) && !taken.has(String(content.membership_id)));
  const { insert, supersede, touched } = planSteps(free, await recordedVersions(client, versions));
  for (const id of touched) leftOut.add('a fact changed in the hub since it was loaded, and left as it is', id);
  const fact = await insertRows(client, 'fact', factsOf(insert), 'ON CONFLICT (id) DO NOTHING');
  await insertRows(client, 'citation', insert.flatMap(citationsOf), 'ON CONFLICT (id) DO NOTHING');
  for (const [table, refs] of groupBy(supersede, (each) => each.table)) {
    const ids = refs.map(({ versionId }) => versionId);
    await client.query(`UPDATE ${table} SET superseded_at = now() WHERE version_id = ANY($1::uuid[])`, [ids]);
  }
  const tally: Record<string, number> = { fact };
  for (const [table, rows] of groupBy(insert, ({ table: each }) => each)) {
    tally[table] = await insertRows(client, table, rows.map(rowOf));
  }
  tally.citation = insert.reduce((sum, { citations }) => sum + citations.length, 0);
  return { tally, inserted: insert, superseded: supersede };
}

/** What the data say of a record that was merged is said of the one that stands for it. */
async function ledOn(client: ClientBase, versions: readonly Version[]): Promise<readonly Version[]> {
  const { rows } = await client.query<{ id: string; kept: string }>(
    'SELECT id, merged_into_id AS kept FROM actor WHERE merged_into_id IS NOT NULL',
  );
  if (rows.length === 0) return versions;
  const standing = new Map<unknown, string>(rows.map(({ id, kept }) => [id, kept]));
  const led = (value: unknown): unknown => (Array.isArray(value) ? value.map(led) : (standing.get(value) ?? value));
  return versions.map((version) => ({
    ...version,
    content: Object.fromEntries(Object.entries(version.content).map(([column, value]) => [column, led(value)])),
  }));
}

/**
 * What to write, given what is there: a pure function.
 *
 * The id of a version is derived from what it says, so one that is there already is recognised. One that was replaced and is said again
 * gets the next id.
 */
export function planSteps(versions: readonly Version[], recorded: ReadonlyMap<string, Recorded>): Steps {
  const insert: IdentifiedVersion[] = [];
  const supersede: VersionRef[] = [];
  const touched: string[] = [];
  for (const [factId, spans] of groupBy(versions, (version) => version.factId)) {
    const there = recorded.get(factId) ?? new Map<string, boolean>();
    const current = [...there].flatMap(([id, isCurrent]) => (isCurrent ? [id] : []));
    if (there.size > 0 && (current.length === 0 || !current.every(isDerived))) {
      touched.push(factId);
      continue;
    }
    const wanted = spans.map((version) => ({ ...version, versionId: versionIdOf(version, there) }));
    const kept = new Set(wanted.map(({ versionId }) => versionId));
    insert.push(...wanted.filter(({ versionId }) => !there.has(versionId)));
    const { table } = spans[0]!;
    supersede.push(...current.flatMap((versionId) => (kept.has(versionId) ? [] : [{ table, factId, versionId }])));
  }
  return { insert, supersede, touched };
}

function versionIdOf({ factId, content, citations }: Version, there: Recorded): string {
  // How a name is folded is no part of what is said.
  const said = JSON.stringify([{ ...content, folded: undefined }, citations]);
  for (let time = 0; ; time++) {
    const id = idOf('version', factId, said, time);
    if (there.get(id) !== false) return id;
  }
}

async function recordedVersions(client: ClientBase, versions: readonly Version[]): Promise<ReadonlyMap<string, Recorded>> {
  const found = new Map<string, Map<string, boolean>>();
  for (const [table, rows] of groupBy(versions, (version) => version.table)) {
    const { rows: recorded } = await client.query<{ id: string; versionId: string; isCurrent: boolean }>(
      `SELECT id, version_id AS "versionId", superseded_at = 'infinity' AS "isCurrent" FROM ${table} WHERE id = ANY($1::uuid[])`,
      [[...new Set(rows.map(({ factId }) => factId))]],
    );
    for (const { id, versionId, isCurrent } of recorded) {
      found.set(id, (found.get(id) ?? new Map<string, boolean>()).set(versionId, isCurrent));
    }
  }
  return found;
}

/** Facts of the data whose member and organisation have a membership of another id already. */
async function membershipsRecordedOtherwise(client: ClientBase, versions: readonly Version[]): Promise<ReadonlySet<string>> {
  const memberships = versions.filter(({ table }) => table === 'membership');
  const asked = memberships.map(({ factId, content }) => ({
    id: factId,
    member_id: content.member_id,
    organization_id: content.organization_id,
  }));
  const { rows } = await client.query<{ id: string }>(RECORDED_OTHERWISE, [JSON.stringify(asked)]);
  return new Set(rows.map(({ id }) => id));
}

const RECORDED_OTHERWISE = /* sql */ `
  SELECT asked.id
  FROM jsonb_to_recordset($1::jsonb) AS asked (id uuid, member_id uuid, organization_id uuid)
  JOIN membership AS m USING (member_id, organization_id)
  WHERE m.id <> asked.id AND m.superseded_at = 'infinity'`;

function factsOf(versions: readonly IdentifiedVersion[]): TableRow[] {
  return [...new Map(versions.map(({ factId, kind }) => [factId, { id: factId, kind }])).values()];
}

function rowOf({ versionId, factId, content }: IdentifiedVersion): TableRow {
  return { version_id: versionId, id: factId, ...content };
}

function citationsOf({ versionId, factId, citations }: IdentifiedVersion): TableRow[] {
  return citations.map((cite, place) => ({
    id: idOf('citation', versionId, place),
    fact_id: factId,
    version_id: versionId,
    position: place,
    source_id: cite.sourceId,
    as_of: cite.asOf ?? null,
    quote: cite.quote ?? null,
    quote_language: cite.quoteLanguage ?? null,
  }));
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
