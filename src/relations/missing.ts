import type { MembershipStatus } from '../catalog/vocabulary/membership';
import { type AccessAsked, type Chain, chainsBy, LONGEST_CHAIN, PASSED_ON, rulesOn } from './access';
import type { ActorIndex } from './snapshot/actors';
import type { Graph } from './snapshot/graph';
import { type Span, STATUSES } from './snapshot/memberships';
import type { Rule } from './snapshot/resources';

/** What stands between an actor and a resource. */
export type Obstacle =
  /** A membership on the way is not active. */
  | { readonly kind: 'membership'; readonly status: MembershipStatus; readonly member: ActorIndex; readonly organization: ActorIndex }
  /** Somebody above may use it, and may not pass it on that far. */
  | { readonly kind: 'passing-on'; readonly holder: ActorIndex }
  /** It takes what the rule speaks of. */
  | { readonly kind: 'rule'; readonly rule: Rule }
  /** Nothing says who may use it. */
  | { readonly kind: 'no-rule' };

/**
 * What would grant an actor a resource which it does not reach on a day.
 *
 * Where a chain would, were its memberships active: those of it that are not, of the chain that lacks the fewest (then the shortest, then the first). Else
 * who may use it above the actor, but not pass it on. Else what each rule asks for.
 */
export function missingFor(graph: Graph, { actor, resource, on }: AccessAsked): Obstacle[] {
  const { memberships } = graph;
  const rules = rulesOn(resource, on);
  const isActive = (span: Span) => memberships.isActive(span, on);
  const lacks = ({ way }: Chain) => way.filter(({ span }) => !isActive(span));
  const hoped = rules.flatMap((rule) =>
    chainsBy(graph, { actor, rule, depth: PASSED_ON[rule.onwardSharing], counts: (span) => memberships.holds(span, on) }),
  );
  const [nearest] = hoped.sort((left, right) => lacks(left).length - lacks(right).length || left.way.length - right.way.length);
  if (nearest) {
    return lacks(nearest).map(({ span, from, to }) => ({
      ...{ kind: 'membership', status: STATUSES[memberships.columns.status[span]!]!, member: from, organization: to },
    }));
  }
  const [above] = rules.flatMap((rule) => chainsBy(graph, { actor, rule, depth: LONGEST_CHAIN - 1, counts: isActive }));
  if (above) return [{ kind: 'passing-on', holder: above.holder }];
  return rules.length === 0 ? [{ kind: 'no-rule' }] : rules.map((rule) => ({ kind: 'rule', rule }));
}
