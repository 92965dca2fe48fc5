import type { LinkKind } from './link-kind';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';
import type { Span } from './snapshot/memberships';
import { type Part, TIE_KINDS } from './snapshot/ties';

/** Which links count. */
export interface Linking {
  readonly graph: Graph;
  readonly on: DayNumber;
  readonly hasMemberships: boolean;
  /** Of each kind of tie, whether it counts. */
  readonly hasTies: readonly boolean[];
  readonly hasAnyTies: boolean;
}

/** @param via kinds of links that count; null: all of them. */
export function linking(graph: Graph, on: DayNumber, via: readonly LinkKind[] | null): Linking {
  const hasTies = TIE_KINDS.map((kind) => via === null || via.includes(kind));
  return { graph, on, hasMemberships: via === null || via.includes('MEMBERSHIP'), hasTies, hasAnyTies: hasTies.includes(true) };
}

/**
 * Told of a link: the actor at its other end, and the span of a membership (else -1), or both actors' parts in a tie (else -1).
 *
 * @returns true to be told of no more.
 */
export type Visit = (other: ActorIndex, span: Span, own: Part, others: Part) => boolean;

/**
 * Visits the links of an actor on a day: memberships it holds, then those held in it, then ties by their kinds; within each by the ids of what
 * links, then of the actors. Two actors that are linked twice are visited twice; once only by the same tie.
 *
 * Of memberships the ACTIVE ones count. A start that is not known counts as always.
 *
 * @returns whether a visit said to stop.
 */
export function visitLinks(linking: Linking, actor: ActorIndex, visit: Visit): boolean {
  return (
    (linking.hasMemberships && (visitHeld(linking, actor, visit) || visitRoster(linking, actor, visit))) ||
    (linking.hasAnyTies && visitTies(linking, actor, visit))
  );
}

/** As `visitLinks`, of memberships that an actor holds. */
export function visitHeld({ graph: { memberships }, on }: Linking, actor: ActorIndex, visit: Visit): boolean {
  const { held, columns } = memberships;
  const end = at(held.end, actor);
  for (let place = at(held.start, actor); place < end; place += 1) {
    const span = at(held.items, place);
    if (memberships.isActive(span, on) && visit(at(columns.organization, span), span, -1, -1)) return true;
  }
  return false;
}

function visitRoster({ graph: { memberships }, on }: Linking, actor: ActorIndex, visit: Visit): boolean {
  const { roster, columns } = memberships;
  const end = at(roster.end, actor);
  for (let place = at(roster.start, actor); place < end; place += 1) {
    const span = at(roster.items, place);
    if (memberships.isActive(span, on) && visit(at(columns.member, span), span, -1, -1)) return true;
  }
  return false;
}

/** As `visitLinks`, of ties. */
export function visitTies({ graph: { ties }, on, hasTies }: Linking, actor: ActorIndex, visit: Visit): boolean {
  const { of, within, columns } = ties;
  let last = -1;
  const end = at(of.end, actor);
  for (let place = at(of.start, actor); place < end; place += 1) {
    const own = at(of.items, place);
    const tie = at(columns.tie, own);
    // Of several parts in one tie the first that holds counts.
    if (tie === last || !ties.holds(own, on) || !hasTies[ties.kindNumberOf(tie)]) continue;
    last = tie;
    let lastActor = actor;
    const endOfTie = at(within.end, tie);
    for (let other = at(within.start, tie); other < endOfTie; other += 1) {
      const others = at(within.items, other);
      const who = at(columns.actor, others);
      if (who === actor || who === lastActor || !ties.holds(others, on)) continue;
      lastActor = who;
      if (visit(who, -1, own, others)) return true;
    }
  }
  return false;
}

/** As `visitLinks`, of links to some actors alone, which are given in the order of their ids: what they hold is read, not a roster that is longer. */
export function visitLinksAmong(linking: Linking, actor: ActorIndex, others: readonly ActorIndex[], visit: Visit): boolean {
  const { roster } = linking.graph.memberships;
  if (at(roster.end, actor) - at(roster.start, actor) < 4 * others.length) return visitLinks(linking, actor, visit);
  return (
    (linking.hasMemberships &&
      (visitHeld(linking, actor, visit) ||
        others.some((other) => visitHeld(linking, other, (who, span) => who === actor && visit(other, span, -1, -1))))) ||
    (linking.hasAnyTies && visitTies(linking, actor, visit))
  );
}

/** Visits the links of one actor to another, in the order of `visitLinks`, whatever the length of rosters. */
export function visitLinksBetween(linking: Linking, actor: ActorIndex, other: ActorIndex, visit: Visit): boolean {
  const only: Visit = (who, span, own, others) => who === other && visit(who, span, own, others);
  const turned: Visit = (who, span) => who === actor && visit(other, span, -1, -1);
  return (
    (linking.hasMemberships && (visitHeld(linking, actor, only) || visitHeld(linking, other, turned))) ||
    (linking.hasAnyTies && visitTies(linking, actor, only))
  );
}
