import { Listed } from '../../platform/connection/connection';
import type { Listing, Order, OrderKey } from '../../platform/connection/listing';
import { type Clocks, holds, known } from '../../platform/fact';
import { type Sql, sql } from '../../platform/sql';
import type { MembershipOrderField } from '../vocabulary/membership';
import { type MembershipRow, membershipColumns } from './membership.loader';
import { type MembershipFilter, type MembershipOrder, membershipConditions } from './membership-filter';

/** What tells two lists of memberships apart. */
export interface MembershipQuery extends Clocks {
  readonly asOf: string;
  readonly where: MembershipFilter | null;
  readonly orderBy: MembershipOrder | null;
}

function memberships(within?: (parent: Sql) => Sql): Listed<MembershipRow, MembershipQuery> {
  const listing: Listing<MembershipQuery> = {
    columns: (_args, wanted) => membershipColumns(wanted),
    from: ({ orderBy }) => sql`membership AS m${joinFor(orderBy?.field)}`,
    where: ({ where, asOf, knownAt }) => [known('m', knownAt), holds('m', asOf), ...membershipConditions(where)],
    order: ({ orderBy }) => orderOf(orderBy),
    ...(within ? { within } : {}),
  };
  return new Listed(listing);
}

export const allMemberships = memberships();
export const membershipsOfMember = memberships((member) => sql`m.member_id = ${member}`);
export const membersOfOrganization = memberships((organization) => sql`m.organization_id = ${organization}`);

function joinFor(field: MembershipOrderField | undefined): Sql {
  if (field === 'MEMBER_NAME') return sql` JOIN actor AS named ON named.id = m.member_id`;
  if (field === 'ORGANIZATION_NAME') return sql` JOIN actor AS named ON named.id = m.organization_id`;
  return sql``;
}

const KEYS: Readonly<Record<MembershipOrderField, OrderKey>> = {
  VALID_FROM: { value: sql`m.valid_from`, type: 'date' },
  MEMBER_NAME: { value: sql`named.folded`, type: 'text' },
  ORGANIZATION_NAME: { value: sql`named.folded`, type: 'text' },
  CONFIDENCE: { value: sql`m.confidence::float8`, type: 'double precision' },
  RECORDED_AT: { value: sql`m.recorded_at`, type: 'timestamptz' },
};

function orderOf(orderBy: MembershipOrder | null): Order {
  return {
    keys: [KEYS[orderBy?.field ?? 'VALID_FROM'], { value: sql`m.version_id`, type: 'uuid' }],
    descending: (orderBy?.direction ?? 'DESC') === 'DESC',
  };
}
