import type { AccessLevel } from '../catalog/vocabulary/commitment';
import type { Step, Way } from './paths';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import type { Span } from './snapshot/memberships';
import type { GuardedResource, Rule } from './snapshot/resources';

/** Links of a chain, at most. */
export const LONGEST_CHAIN = 6;

/** Ways that are followed in search of chains, at most: associations of associations may form circles. */
const MOST_FOLLOWED = 20_000;

/** Links over which what a rule grants may be passed on to members. */
export const PASSED_ON: Readonly<Record<Rule['onwardSharing'], number>> = { NONE: 0, OWN_MEMBERS: 1, TRANSITIVE: LONGEST_CHAIN - 1 };

/** A chain of memberships by which somebody comes to use a resource: from the user up to whom a rule speaks of. */
export interface Chain {
  readonly rule: Rule;
  /** Who may use it by the rule itself: the user, or the last in the chain that passes it on. */
  readonly holder: ActorIndex;
  /** Own memberships up to the holder, then the holder's membership of which the rule speaks, if it does. */
  readonly way: Way;
}

export interface Access {
  readonly level: AccessLevel;
  /** The rule that applied; null: none did, or the user is the publisher. */
  readonly rule: Rule | null;
  /** Of DIRECT and VIA_CHAIN: chains up to the greatest length, shortest first, then in the order of the rules and of the ids along them. */
  readonly chains: readonly Chain[];
}

export interface AccessAsked {
  readonly actor: ActorIndex;
  readonly resource: GuardedResource;
  readonly on: DayNumber;
}

/**
 * Whether and how an actor reaches a resource on a day.
 *
 * - PUBLIC: a rule says so.
 * - DIRECT: the actor publishes it, or a rule speaks of the actor itself: it holds an ACTIVE membership in the tier (TIER); in the organisation, in a tier
 *   that is not PARTNER_PLATFORM, OBSERVER or CANDIDATE (MEMBERS); or is named (NAMED).
 * - VIA_CHAIN: a rule that may be passed on speaks of an organisation of which the actor is a member (in the sense of MEMBERS); with
 *   OWN_MEMBERS over one membership, with TRANSITIVE over up to five.
 * - NONE: none of these.
 *
 * The first of these that holds is the level. Only rules grant access; what the benefits of a tier describe does not.
 */
export function accessOf(graph: Graph, { actor, resource, on }: AccessAsked): Access {
  const rules = rulesOn(resource, on);
  const open = rules.find(({ audience }) => audience === 'PUBLIC');
  if (open) return { level: 'PUBLIC', rule: open, chains: [] };
  const isActive = (span: Span) => graph.memberships.isActive(span, on);
  const chains = rules.flatMap((rule) => chainsBy(graph, { actor, rule, depth: PASSED_ON[rule.onwardSharing], counts: isActive }));
  const isDirect = actor === resource.publisher || chains.some(({ holder }) => holder === actor);
  if (!isDirect && chains.length === 0) return { level: 'NONE', rule: null, chains };
  // Sorting keeps the order of those of one length.
  chains.sort((left, right) => left.way.length - right.way.length);
  const best = actor === resource.publisher ? undefined : isDirect ? chains.find(({ holder }) => holder === actor) : chains[0];
  return {
    level: isDirect ? 'DIRECT' : 'VIA_CHAIN',
    rule: best?.rule ?? null,
    chains: best ? [best, ...chains.filter((chain) => chain !== best)] : [],
  };
}

export function rulesOn({ rules }: GuardedResource, on: DayNumber): Rule[] {
  return rules.filter(({ from, to }) => from <= on && to > on);
}

export interface ChainsAsked {
  readonly actor: ActorIndex;
  readonly rule: Rule;
  /** Own memberships over which it may be passed on. */
  readonly depth: number;
  /** Which memberships count. */
  counts(span: Span): boolean;
}

/** Chains by one rule, shortest first, then in the order of the ids along them; no actor is in one twice. */
export function chainsBy(graph: Graph, { actor, rule, depth, counts }: ChainsAsked): Chain[] {
  const chains: Chain[] = [];
  let ways: Way[] = [[]];
  for (let passed = 0; passed <= depth && ways.length > 0; passed += 1) {
    for (const way of ways) {
      const holder = way.at(-1)?.to ?? actor;
      const last = grantTo(graph, rule, holder, counts);
      if (last) chains.push({ rule, holder, way: [...way, ...last] });
    }
    if (passed < depth) ways = ways.flatMap((way) => longerBy(graph, way, actor, counts)).slice(0, MOST_FOLLOWED);
  }
  return chains;
}

/** The membership by which a rule speaks of an actor (none for one it names); null when it does not. */
function grantTo(graph: Graph, rule: Rule, holder: ActorIndex, counts: (span: Span) => boolean): Way | null {
  if (rule.audience === 'NAMED') return rule.named.has(holder) ? [] : null;
  const { memberships, tiers } = graph;
  const span = memberships.heldBy(holder).find((each) => {
    const tier = at(memberships.columns.tier, each);
    const speaks =
      rule.audience === 'TIER' ? tier === rule.tier : memberships.columns.organization[each] === rule.organization && tiers.isMember(tier);
    return speaks && counts(each);
  });
  return span === undefined ? null : [stepOf(graph, span)];
}

/** A way with one more membership, in each organisation of which its end is a member in full. */
function longerBy(graph: Graph, way: Way, actor: ActorIndex, counts: (span: Span) => boolean): Way[] {
  const { memberships, tiers } = graph;
  const end = way.at(-1)?.to ?? actor;
  return [...memberships.heldBy(end)].flatMap((span) => {
    const organization = at(memberships.columns.organization, span);
    if (!counts(span) || !tiers.isMember(at(memberships.columns.tier, span))) return [];
    return organization === actor || way.some(({ to }) => to === organization) ? [] : [[...way, stepOf(graph, span)]];
  });
}

function stepOf({ memberships }: Graph, span: Span): Step {
  const { member, organization } = memberships.columns;
  return { from: at(member, span), to: at(organization, span), span, own: -1, others: -1 };
}
