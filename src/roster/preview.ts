import { type MembershipRow, membershipColumns } from '../catalog/membership/membership.loader';
import type { Database } from '../platform/database';
import { sql } from '../platform/sql';
import { rosterOf } from './held';
import { countsOf, planRoster, type Step, type StepCounts } from './plan';
import type { ImportRow } from './store';

/** What applying an import would change. Memberships are shown as they would be. */
export interface Preview {
  readonly from: string;
  readonly to: string;
  readonly joined: readonly MembershipRow[];
  readonly left: readonly MembershipRow[];
  readonly tierChanged: readonly MembershipRow[];
  /** Names of local governments that would be made. */
  readonly newCities: readonly string[];
  readonly joinCount: number;
  readonly leaveCount: number;
  readonly tierChangeCount: number;
  readonly unchangedCount: number;
  readonly needsReviewCount: number;
}

/** @param most how many of each list are shown; the counts are of all. */
export async function previewOf(db: Database, held: ImportRow, most: number): Promise<Preview> {
  const roster = await rosterOf(db, held);
  const steps = planRoster(roster);
  const some = <Kind extends Step['kind']>(kind: Kind) =>
    steps.filter((step): step is Extract<Step, { kind: Kind }> => step.kind === kind).slice(0, most);
  const [joins, leaves, changes] = [some('join'), some('leave'), some('change-tier')];
  const now = await membershipsNow(db, [...leaves, ...changes]);
  const shown = joins.flatMap(({ row, held: before }) =>
    row.memberId === null ? [] : [joining(held, { ...row, memberId: row.memberId, id: before?.id ?? row.rowId })],
  );
  return {
    ...{ from: await lastRosterDay(db, held), to: held.asOf, joined: shown },
    left: leaves.flatMap(({ span, row, on }) => now(span.versionId, { status: row ? 'EXPIRED' : 'WITHDRAWN', validFrom: on })),
    tierChanged: changes.flatMap(({ span, row: { tierId } }) => now(span.versionId, { tierId, validFrom: held.asOf })),
    newCities: joins.flatMap(({ row }) => (row.memberId === null ? [row.name] : [])),
    ...namedCounts(countsOf(steps)),
  };
}

function namedCounts({ join, leave, unchanged, 'change-tier': changes, 'needs-review': open }: StepCounts) {
  return { joinCount: join, leaveCount: leave, tierChangeCount: changes, unchangedCount: unchanged, needsReviewCount: open };
}

interface Joining {
  readonly id: string;
  readonly memberId: string;
  readonly tierId: string | null;
  readonly since: string | null;
}

function joining({ organizationId, createdAt }: ImportRow, { id, memberId, tierId, since }: Joining): MembershipRow {
  return {
    ...{ __typename: 'Membership', id, versionId: id, memberId, organizationId, tierId, status: 'ACTIVE', basis: 'STATED' },
    ...{ validFrom: since, validTo: null, recordedAt: createdAt, confidence: 0.9, corroboration: 'ORGANIZATION' },
    ...{ isFounder: false, renewalDueOn: null },
  };
}

type Shown = (versionId: string, would: Partial<MembershipRow>) => MembershipRow[];

async function membershipsNow(db: Database, steps: readonly { readonly span: { readonly versionId: string } }[]): Promise<Shown> {
  const rows = await db.rows<MembershipRow>(sql`
    SELECT ${membershipColumns()} FROM membership AS m WHERE m.version_id = ANY(${steps.map(({ span }) => span.versionId)}::uuid[])`);
  const byVersion = new Map(rows.map((row) => [row.versionId, row]));
  return (versionId, would) => {
    const row = byVersion.get(versionId);
    return row ? [{ ...row, ...would }] : [];
  };
}

/** The day of the roster applied last, or of this one when it is the first. */
async function lastRosterDay(db: Database, { organizationId, asOf }: ImportRow): Promise<string> {
  const [last] = await db.rows<{ day: string | null }>(sql`
    SELECT max(as_of) AS day FROM roster_import WHERE organization_id = ${organizationId} AND status = 'APPLIED' AND as_of <= ${asOf}`);
  return last?.day ?? asOf;
}
