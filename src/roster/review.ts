import type { Refusal } from '../access/user-error';
import { beginWrite, type OwnWrite } from '../access/writes/own-transaction';
import { leadingOn } from '../catalog/merging/merged-into';
import { countryOf } from '../identity/countries';
import type { Database, HubDatabase } from '../platform/database';
import { sql } from '../platform/sql';
import type { RowResolution } from './roster-words';
import { heldImport, importOf, type RowRow } from './store';
import { Busy, inTurn } from './transaction';

/** What a person decided of a row. */
export interface RowDecision {
  readonly rowId: string;
  readonly resolution: RowResolution;
  /** With CORRECTED one of the two. */
  readonly cityId: string | null;
  readonly organizationId?: string | null;
}

export interface Review {
  readonly importId: string;
  readonly decisions: readonly RowDecision[];
  readonly decidedBy: string;
  /** Who does it, with a key. Absent: somebody at the terminal. */
  readonly own?: OwnWrite | undefined;
}

/**
 * Records what a person decided of rows of an import, all of it or nothing; a later decision replaces an earlier one.
 *
 * @returns why it was refused; empty when it was recorded.
 */
export async function reviewRows(db: HubDatabase, review: Review): Promise<readonly Refusal[]> {
  const found = await importOf(db, review.importId);
  if (!found) return [{ code: 'NOT_FOUND', field: ['importId'], message: 'There is no such import.' }];
  return inTurn<readonly Refusal[]>(db, found.organizationId, async (tx) => {
    const held = await heldImport(tx, review.importId);
    if (held?.status !== 'REVIEW')
      return [{ code: 'STATUS_TRANSITION_NOT_ALLOWED', field: ['importId'], message: 'Only an import in review can be reviewed.' }];
    const rows = await rowsById(tx, review);
    const known = { ...(await knownMembers(tx, review)), ownId: held.organizationId };
    const firsts = new Map(review.decisions.map(({ rowId }, at) => [rowId, at] as const).reverse());
    const decided = review.decisions.map((decision, at) => {
      const row = rows.get(decision.rowId);
      return row && firsts.get(row.id) !== at ? twice(at, row) : resolutionOf(decision, at, { row, ...known });
    });
    const refusals = decided.flatMap((each) => ('code' in each ? [each] : []));
    if (refusals.length > 0) return refusals.slice(0, 20);
    if (review.own) await beginWrite(tx, review.own);
    await recordDecisions(
      tx,
      review.decidedBy,
      decided.filter((each) => 'rowId' in each),
    );
    return [];
  }).catch((error: unknown): readonly Refusal[] => {
    if (!(error instanceof Busy)) throw error;
    return [{ code: 'VERSION_CONFLICT', field: ['importId'], message: error.message }];
  });
}

function twice(at: number, row: RowRow | undefined): Refusal {
  return {
    code: 'INVALID',
    field: ['decisions', String(at), 'rowId'],
    message: `Line ${row?.line ?? 0} is decided twice; say once what it is.`,
  };
}

interface Known {
  readonly row: RowRow | undefined;
  readonly cities: ReadonlySet<string>;
  readonly organizations: ReadonlySet<string>;
  /** The organisation whose roster it is. */
  readonly ownId: string;
}

/** The decision with the city or organisation it leads to, or why it cannot be. */
function resolutionOf(decision: RowDecision, at: number, { row, cities, organizations, ownId }: Known): RowDecision | Refusal {
  const { rowId, resolution } = decision;
  const refuse = (code: Refusal['code'], field: string, message: string): Refusal => ({
    code,
    field: ['decisions', String(at), field],
    message,
  });
  if (!row) return refuse('NOT_FOUND', 'rowId', 'This import has no such row.');
  const line = `Line ${row.line}`;
  if (resolution === 'SKIPPED') return { rowId, resolution, cityId: null };
  if (resolution === 'NEW_CITY') {
    if (row.nameAsListed === '') return refuse('BLANK', 'resolution', `${line} has no name to make a local government of.`);
    return countryOf(row.countryAsListed ?? '') === undefined
      ? refuse('INVALID', 'resolution', `${line} does not say in which country it is, which a new local government needs.`)
      : { rowId, resolution, cityId: null };
  }
  const { cityId = null, organizationId = null } = resolution === 'ACCEPTED' ? best(row) : decision;
  if (cityId === null && organizationId === null)
    return resolution === 'ACCEPTED'
      ? refuse('INVALID', 'resolution', `${line} has no candidate to accept.`)
      : refuse('BLANK', 'cityId', `${line}: say which city it is, or which organisation.`);
  if (cityId !== null && organizationId !== null)
    return refuse('INVALID', 'organizationId', `${line}: a row is one city or one organisation.`);
  if (organizationId === ownId) return refuse('INVALID', 'organizationId', `${line}: an organisation is no member of itself.`);
  if (resolution === 'CORRECTED' && cityId !== null && !cities.has(cityId))
    return refuse('NOT_FOUND', 'cityId', `${line}: there is no such city.`);
  if (resolution === 'CORRECTED' && organizationId !== null && !organizations.has(organizationId))
    return refuse('NOT_FOUND', 'organizationId', `${line}: there is no such organisation.`);
  return { rowId, resolution, cityId, organizationId };
}

/** What the hub took the row for, or else would first. */
function best({ cityId, organizationId, candidates }: RowRow): Partial<Pick<RowDecision, 'cityId' | 'organizationId'>> {
  return cityId !== null || organizationId !== null ? { cityId, organizationId } : (candidates[0] ?? {});
}

async function rowsById(tx: Database, { importId, decisions }: Review): Promise<ReadonlyMap<string, RowRow>> {
  const rows = await tx.rows<RowRow>(sql`
    SELECT id, line, name_as_listed AS "nameAsListed", country_as_listed AS "countryAsListed", city_id AS "cityId",
      organization_id AS "organizationId", candidates
    FROM roster_row WHERE import_id = ${importId} AND id = ANY(${decisions.map(({ rowId }) => rowId)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

async function knownMembers(tx: Database, { decisions }: Review): Promise<Pick<Known, 'cities' | 'organizations'>> {
  const asked = decisions.flatMap(({ cityId, organizationId }) => [cityId ?? [], organizationId ?? []].flat());
  const rows = await tx.rows<{ id: string; isCity: boolean }>(sql`
    SELECT id, true AS "isCity" FROM city WHERE id = ANY(${asked}::uuid[])
    UNION ALL SELECT id, false FROM organization WHERE id = ANY(${asked}::uuid[])`);
  const those = (areCities: boolean) => new Set(rows.flatMap(({ id, isCity }) => (isCity === areCities ? [id] : [])));
  return { cities: those(true), organizations: those(false) };
}

export async function recordDecisions(tx: Database, decidedBy: string, decided: readonly RowDecision[]): Promise<void> {
  if (decided.length === 0) return;
  const lead = await leadingOn(tx);
  const standing = decided.map(({ rowId, resolution, cityId, organizationId }) => ({
    ...{ rowId, resolution, cityId: cityId && lead(cityId), organizationId: organizationId && lead(organizationId) },
  }));
  await tx.rows(sql`
    UPDATE roster_row AS r SET resolution = d.resolution, resolved_city_id = d."cityId", resolved_organization_id = d."organizationId",
      decided_by = ${decidedBy}, decided_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(standing)}::jsonb) AS d ("rowId" uuid, resolution text, "cityId" uuid, "organizationId" uuid)
    WHERE r.id = d."rowId"`);
}
