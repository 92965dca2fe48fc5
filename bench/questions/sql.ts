/** Parts of the statements of the ceiling; `current_date` is a day in UTC there. */

/** A membership `m` that is believed now and holds today. */
export const HOLDS = `m.superseded_at = 'infinity' AND m.valid_from <= current_date AND m.valid_to > current_date`;

/** The order of lists of memberships. */
export const LATEST_FIRST = 'm.valid_from DESC, m.version_id DESC';

/** The type of an actor `a`, as GraphQL names it. */
export const TYPE = 'initcap(a.kind)';

/** The objects of a subquery as a JSON list, in the order they come. */
export const listOf = (rows: string) => `(SELECT coalesce(json_agg(x.node), '[]') FROM (${rows}) AS x)`;
