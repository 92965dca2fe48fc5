import type { ClientBase } from 'pg';
import type { Progress } from '../platform/progress';
import { type Stopwatch, sumOf, type Tally } from './report';
import type { WorldPlan } from './world-plan';
import { writeVersions } from './write-facts';
import { REASON, writeRecords } from './write-records';

export interface FactsLoad {
  readonly plan: WorldPlan;
  readonly report: Progress;
  readonly watch: Stopwatch;
}

const STEP = 'Loading organisations, memberships and other facts';

/** Writes the records and the facts of a plan, in the transaction of the client. The sources of facts are checked before it ends. */
export async function loadFacts(client: ClientBase, { plan, report, watch }: FactsLoad): Promise<Tally> {
  report(STEP, 0, 3);
  await client.query(`SELECT set_config('hub.reason', $1, true)`, [REASON]);
  const records = await watch.time('records', () => writeRecords(client, plan.records, plan.places, plan.leftOut));
  report(STEP, 1, 3);
  const versions = await watch.time('facts', () => writeVersions(client, plan.versions, plan.leftOut));
  report(STEP, 2, 3);
  await watch.time('sources of facts', () => client.query('SET CONSTRAINTS ALL IMMEDIATE'));
  await watch.time('analyze', () => client.query(`ANALYZE ${TABLES}`));
  report(STEP, 3, 3);
  return sumOf(records, versions.tally);
}

/** Tables that have grown from nothing: without this the first questions would be planned for empty ones. */
const TABLES = `source, theme, region, region_country, actor, country, city, organization, person, external_id, fact, citation, change,
  actor_name, mandate, reported_figure, membership_tier, tier_benefit, membership, membership_transition, collaboration,
  related_collaboration, participation, commitment, follow_up, resource, access_rule`;
