import type { AccessLevel } from '../catalog/vocabulary/commitment';
import { PASSED_ON, rulesOn } from './access';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import type { GuardedResource, Rule } from './snapshot/resources';

/**
 * What an actor holds on a day, itself and through the organisations it is a member of: how many own memberships away the nearest holder is.
 *
 * Made once for an actor, it tells the level of any number of resources, each as `accessOf` would.
 */
export class Holdings {
  /** Of actors: the actor itself (0) and the organisations above it. */
  private readonly above = new Map<ActorIndex, number>();
  /** Of tiers, and of organisations by membership in full. */
  private readonly tiers = new Map<number, number>();
  private readonly members = new Map<ActorIndex, number>();

  constructor(
    graph: Graph,
    private readonly actor: ActorIndex,
    private readonly on: DayNumber,
  ) {
    const { memberships, tiers } = graph;
    this.above.set(actor, 0);
    for (const [holder, distance] of this.above) {
      for (const span of memberships.heldBy(holder)) {
        if (!memberships.isActive(span, on)) continue;
        const [tier, organization] = [at(memberships.columns.tier, span), at(memberships.columns.organization, span)];
        if (!this.tiers.has(tier)) this.tiers.set(tier, distance);
        if (!tiers.isMember(tier)) continue;
        if (!this.members.has(organization)) this.members.set(organization, distance);
        // A map is gone through in the order of its making, so what is added comes later: nearest first.
        if (distance < PASSED_ON.TRANSITIVE && !this.above.has(organization)) this.above.set(organization, distance + 1);
      }
    }
  }

  levelOf(resource: GuardedResource): AccessLevel {
    const rules = rulesOn(resource, this.on);
    if (rules.some(({ audience }) => audience === 'PUBLIC')) return 'PUBLIC';
    const distances = rules.flatMap((rule) => {
      const distance = this.distanceBy(rule);
      return distance !== undefined && distance <= PASSED_ON[rule.onwardSharing] ? [distance] : [];
    });
    if (resource.publisher === this.actor || distances.includes(0)) return 'DIRECT';
    return distances.length > 0 ? 'VIA_CHAIN' : 'NONE';
  }

  /** Whether the actor may pass a resource on to its own members, who could not use it without. */
  mayPassOn(resource: GuardedResource): boolean {
    const rules = rulesOn(resource, this.on);
    return (
      !rules.some(({ audience }) => audience === 'PUBLIC') &&
      rules.some((rule) => (this.distanceBy(rule) ?? Number.POSITIVE_INFINITY) < PASSED_ON[rule.onwardSharing])
    );
  }

  /** Own memberships up to the nearest of whom a rule speaks. */
  private distanceBy(rule: Rule): number | undefined {
    if (rule.audience === 'TIER') return this.tiers.get(rule.tier);
    if (rule.audience === 'MEMBERS') return this.members.get(rule.organization);
    const named = [...this.above].find(([actor]) => rule.named.has(actor));
    return named?.[1];
  }
}
