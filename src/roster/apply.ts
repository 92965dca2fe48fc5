import type { Refusal } from '../access/user-error';
import { beginWrite, type OwnWrite } from '../access/writes/own-transaction';
import type { Database, HubDatabase } from '../platform/database';
import { insertRows, type TableRow } from '../platform/insert-rows';
import { sql } from '../platform/sql';
import { type Draft, type DraftContext, draftOf } from './draft';
import { type LoadedRoster, rosterOf } from './held';
import { makeCities } from './new-cities';
import { recordPages } from './pages';
import { countsOf, massLeave, planRoster, type Step, type StepCounts } from './plan';
import { shown } from './problem';
import type { RosterEffectRecord } from './roster-effect.entity';
import { heldImport, type ImportRow, importOf, MANY, recordStatus, tellPlanner } from './store';
import { Busy, inTurn } from './transaction';
import { CHECK_VIOLATION, citationsOf, contentsOf, supersede, VersionConflict } from './versions';

export type Applied =
  | { readonly outcome: 'applied'; readonly counts: StepCounts }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/**
 * Makes an import part of what the hub holds, all of it or nothing.
 *
 * It is planned anew, by what the hub holds at that moment; so of two applied at once the second finds what the first has done.
 *
 * @param confirmLeaves that a complete roster may let go more than a third of the members.
 */
export async function applyImport(db: HubDatabase, id: string, { confirmLeaves = false, own }: Applying = {}): Promise<Applied> {
  for (let tries = 1; ; tries += 1)
    try {
      return await triedOnce(db, id, { confirmLeaves, own });
    } catch (error) {
      if (!isSameCityMade(error)) throw error;
      if (tries === MOST_TRIES) return refused('VERSION_CONFLICT', 'Others make local governments of the same name; apply it again.');
    }
}

interface Applying {
  readonly confirmLeaves?: boolean;
  /** Who does it, with a key. Absent: somebody at the terminal. */
  readonly own?: OwnWrite | undefined;
}

const MOST_TRIES = 3;

/** Another import, of another organisation, has just made a local government of that name or identifier: it is there the next time. */
function isSameCityMade(error: unknown): boolean {
  const { code, constraint = '' } = error as { code?: string; constraint?: string };
  return code === '23505' && /^city_\w+_is_unique$/.test(constraint);
}

async function triedOnce(db: HubDatabase, id: string, applying: Applying): Promise<Applied> {
  const found = await importOf(db, id);
  if (!found) return refused('NOT_FOUND', 'There is no such import.');
  try {
    return await inTurn(db, found.organizationId, async (tx) => {
      const held = await heldImport(tx, id);
      if (held?.status !== 'REVIEW') return refused('STATUS_TRANSITION_NOT_ALLOWED', NOT_READY[held?.status ?? 'FAILED'] ?? 'It failed.');
      return applied(tx, held, applying);
    });
  } catch (error) {
    if (error instanceof Busy) return refused('VERSION_CONFLICT', error.message);
    if (error instanceof VersionConflict || isCollision(error))
      return refused('VERSION_CONFLICT', 'The memberships were changed while it was applied; look at the preview and apply it again.');
    if (error instanceof RowRefused) return refused('INVALID', error.message);
    throw error;
  }
}

const NOT_READY: Readonly<Record<string, string>> = {
  PARSING: 'The file is still being read.',
  MATCHING: 'Its names are still being matched.',
  APPLIED: 'It has been applied already.',
  REVERTED: 'It was applied and reverted; upload the file again.',
  FAILED: 'The file could not be read.',
};

function refused(code: Refusal['code'], message: string): Applied {
  return { outcome: 'refused', refusal: { code, field: ['importId'], message } };
}

/** Rules that another writer's change of the same rows runs into: one membership at a time. */
function isCollision(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return code === '23P01' || code === '40001' || code === '40P01';
}

/** A row of the roster of which something would be recorded that cannot be. To apply it again would not help. */
class RowRefused extends Error {
  override readonly name = 'RowRefused';
}

/** An error of writing a draft; of a row that breaks a rule it is told which one of the roster it comes from. */
function named(error: unknown, { citations }: Draft): unknown {
  const { code, constraint, detail = '' } = error as { code?: string; constraint?: string; detail?: string };
  if (code !== CHECK_VIOLATION) return error;
  const versions = new Set(detail.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g));
  const cited = citations.findLast(({ version_id }) => versions.has(String(version_id)));
  if (cited === undefined) return error;
  const place = cited.locator ? `L${String(cited.locator).slice(1)}, ${shown(String(cited.quote ?? ''))}` : 'A member that is not listed';
  return new RowRefused(`${place}: what would be recorded of it breaks the rule "${constraint}"; correct the file or leave the row out.`);
}

async function applied(tx: Database, held: ImportRow, { confirmLeaves, own }: Applying): Promise<Applied> {
  const roster = await rosterOf(tx, held);
  const steps = planRoster(roster);
  const counts = countsOf(steps);
  const open = steps.filter((step) => step.kind === 'needs-review');
  if (open.length > 0) {
    const lines = open.slice(0, 5).map(({ row }) => row.line);
    return refused(
      'ROSTER_NOT_REVIEWED',
      `${open.length.toLocaleString('en')} rows wait for a person: line ${lines.join(', ')}${open.length > 5 ? ', ...' : ''}.`,
    );
  }
  const many = confirmLeaves ? null : massLeave(roster, steps);
  if (many) return refused('ROSTER_NOT_REVIEWED', tooMany(many));
  if (own) await beginWrite(tx, own);
  await recordCities(tx, roster.meanwhile);
  await recordSource(tx, held);
  if (counts.join + counts['change-tier'] + counts.leave > 0) await write(tx, held, roster, steps);
  await recordStatus(tx, held.id, 'APPLIED');
  return { outcome: 'applied', counts };
}

function tooMany({ leaving, members }: NonNullable<ReturnType<typeof massLeave>>): string {
  const [some, all] = [leaving, members].map((count) => count.toLocaleString('en'));
  return `${some} of ${all} members would leave because a complete roster does not list them; is the file whole? If so, confirm that they leave.`;
}

/** Steps drafted and written at once: a fixed number of statements for so many, and no more of them in memory. */
const LOT = 2_000;

async function write(tx: Database, held: ImportRow, roster: LoadedRoster, steps: readonly Step[]): Promise<void> {
  await tx.rows(sql`
    SELECT set_config('hub.reason', ${`Roster as of ${held.asOf}`}, true), set_config('hub.on_behalf_of', ${held.organizationId}, true)`);
  const makes = steps.flatMap((step) => (step.kind === 'join' && step.row.memberId === null ? [step.row] : []));
  const made = await makeCities(
    tx,
    held,
    makes.map((row) => ({ row, stored: roster.stored.get(row.rowId)! })),
  );
  const changes = steps.filter(({ kind }) => kind === 'join' || kind === 'change-tier' || kind === 'leave');
  let written: Promise<void> = insertRows(tx, 'roster_effect', made.versions.map(effect(held.id, 'actor_name', true)));
  for (let at = 0; at < changes.length; at += LOT) {
    const lot = changes.slice(at, at + LOT);
    // The next lot is drafted while the database takes in the one before; should that fail, its reason is the one that counts.
    const drafted = contextOf(tx, held, lot, made.cities).then((context) => draftOf(lot, context));
    const [draft] = await Promise.all([drafted, written]);
    written = writeDraft(tx, held.id, draft);
  }
  await written;
  if (changes.length > MANY) await tellPlanner(tx, sql`roster_effect, membership`);
  await recordCities(tx, made.cities);
  await tx.rows(sql`SET CONSTRAINTS ALL IMMEDIATE`);
}

async function recordCities(tx: Database, cities: ReadonlyMap<string, string>): Promise<void> {
  if (cities.size === 0) return;
  await tx.rows(sql`
    UPDATE roster_row AS r SET resolved_city_id = m.city_id
    FROM jsonb_to_recordset(${JSON.stringify([...cities].map(([row, city]) => ({ row_id: row, city_id: city })))}::jsonb) AS m (row_id uuid, city_id uuid)
    WHERE r.id = m.row_id`);
}

async function contextOf(
  tx: Database,
  { organizationId, sourceId, asOf }: ImportRow,
  steps: readonly Step[],
  newCities: DraftContext['newCities'],
): Promise<DraftContext> {
  const touched = steps.flatMap((step) => ('held' in step && step.held !== null ? [step.held] : []));
  const versions = touched.flatMap(({ spans }) => spans.map(({ versionId }) => versionId));
  const positions = await tx.rows<{ id: string; last: number }>(sql`
    SELECT membership_id AS id, max(position) AS last FROM membership_transition
    WHERE membership_id = ANY(${touched.map(({ id }) => id)}) AND superseded_at = 'infinity' GROUP BY membership_id`);
  return {
    ...{ organizationId, sourceId, asOf, newCities },
    contents: await contentsOf(tx, 'membership', versions),
    cited: await citationsOf(tx, versions),
    pages: await recordPages(tx, steps),
    positions: new Map(positions.map(({ id, last }) => [id, last])),
  };
}

async function recordSource(tx: Database, { organizationId, sourceId, asOf }: ImportRow): Promise<void> {
  await tx.rows(sql`
    INSERT INTO source (id, kind, title, publisher, published_on)
    SELECT ${sourceId}, 'ROSTER', jsonb_build_object('en', 'Roster of ' || name || ', ' || ${asOf}), name, ${asOf} FROM actor WHERE id = ${organizationId}`);
}

async function writeDraft(tx: Database, importId: string, draft: Draft): Promise<void> {
  try {
    await insertRows(tx, 'fact', draft.facts);
    await insertRows(tx, 'citation', draft.citations);
    await supersede(tx, 'membership', draft.supersede);
    await insertRows(tx, 'membership', draft.memberships);
    await insertRows(tx, 'membership_transition', draft.transitions);
  } catch (error) {
    throw named(error, draft);
  }
  await insertRows(tx, 'roster_effect', [
    ...draft.supersede.map(effect(importId, 'membership', false)),
    ...draft.memberships.map(({ version_id }) => version_id).map(effect(importId, 'membership', true)),
    ...draft.transitions.map(({ version_id }) => version_id).map(effect(importId, 'membership_transition', true)),
  ]);
}

function effect(importId: string, table: RosterEffectRecord['tableName'], isWritten: boolean) {
  return (version: unknown): TableRow => ({ import_id: importId, version_id: version, table_name: table, is_written: isWritten });
}
