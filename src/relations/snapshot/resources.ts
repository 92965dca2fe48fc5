import type { ClientBase } from 'pg';
import type { AccessAudience } from '../../catalog/vocabulary/commitment';
import type { OnwardSharing } from '../../catalog/vocabulary/membership';
import type { ActorIndex, Actors } from './actors';
import { type DayNumber, dayFromPostgres } from './days';
import type { Tiers } from './tiers';

/** Who may use a resource, by one of its rules. */
export interface Rule {
  readonly id: string;
  readonly audience: AccessAudience;
  readonly onwardSharing: OnwardSharing;
  /** For TIER: the number of the tier; else -1. */
  readonly tier: number;
  /** For MEMBERS: the organisation; else -1. */
  readonly organization: ActorIndex;
  /** For NAMED: the actors. */
  readonly named: ReadonlySet<ActorIndex>;
  /** First day on which it holds. */
  readonly from: DayNumber;
  /** First day on which it holds no more. */
  readonly to: DayNumber;
}

/** A resource, as far as it matters who may use it. */
export interface GuardedResource {
  readonly id: string;
  readonly publisher: ActorIndex;
  /** In the order of their audiences and ids. */
  readonly rules: readonly Rule[];
}

/** Resources by their uuids. */
export type Resources = ReadonlyMap<string, GuardedResource>;

/** Types of what the feed tells of that change who may use what. */
export const OF_RESOURCES = ['Resource', 'AccessRule'];

interface Told extends Pick<Rule, 'id' | 'audience' | 'onwardSharing'> {
  readonly resourceId: string;
  readonly publisherId: string;
  readonly tierId: string | null;
  readonly organizationId: string | null;
  readonly actorIds: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** All resources with their rules, as the hub believes them now. */
export async function readResources(client: ClientBase, actors: Actors, tiers: Tiers): Promise<Resources> {
  const { rows } = await client.query<Told>(RULES);
  const resources = new Map<string, GuardedResource & { readonly rules: Rule[] }>();
  for (const { resourceId, publisherId, tierId, organizationId, actorIds, from, to, ...said } of rows) {
    const resource = resources.get(resourceId) ?? { id: resourceId, publisher: actors.indexOf(publisherId), rules: [] };
    resources.set(resourceId, resource);
    if (said.id === null) continue;
    resource.rules.push({
      ...said,
      tier: tierId === null ? -1 : tiers.numberOf(tierId),
      organization: organizationId === null ? -1 : actors.indexOf(organizationId),
      named: new Set(actorIds.map((id) => actors.indexOf(id))),
      ...{ from: dayFromPostgres(from), to: dayFromPostgres(to) },
    });
  }
  return resources;
}

/** Days as PostgreSQL counts them, the open ones as it sends them. */
const DAY = (column: string, open: number) => `CASE WHEN isfinite(r.${column}) THEN r.${column} - '2000-01-01'::date ELSE ${open} END`;

const RULES = /* sql */ `
  SELECT x.id AS "resourceId", x.publisher_id AS "publisherId", r.id, r.audience, r.onward_sharing AS "onwardSharing", r.tier_id AS "tierId",
    r.organization_id AS "organizationId", r.actor_ids AS "actorIds", ${DAY('valid_from', -(2 ** 31))} AS "from", ${DAY('valid_to', 2 ** 31 - 1)} AS "to"
  FROM resource AS x LEFT JOIN access_rule AS r ON r.resource_id = x.id AND r.superseded_at = 'infinity'
  WHERE x.superseded_at = 'infinity'
  ORDER BY x.id, r.audience, r.id`;
