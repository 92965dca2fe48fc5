import { Marks } from './marks';
import { type Linking, type Visit, visitLinks, visitLinksAmong, visitLinksBetween } from './neighbours';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { Span } from './snapshot/memberships';
import type { Part } from './snapshot/ties';

/** A link from one actor to another. */
export interface Step {
  readonly from: ActorIndex;
  readonly to: ActorIndex;
  /** The membership, of either in the other; -1: it is a tie. */
  readonly span: Span;
  /** The parts of both in a tie; -1: it is a membership. */
  readonly own: Part;
  readonly others: Part;
}

/** Links one after the other. */
export type Way = readonly Step[];

export interface WaysAsked {
  readonly from: ActorIndex;
  /** Another one. */
  readonly to: ActorIndex;
  /** Links at most, 1 to 6. */
  readonly maxLength: number;
  /** Ways at most, from 1. */
  readonly first: number;
}

/** Lists up to which it pays to mark whoever is linked to the target before looking for it. */
const SHORT = 64;

/**
 * The shortest ways from one actor to another along links that hold on a day: of all ways of the least length the first ones, in the order in which
 * `visitLinks` has the first link, then the second, and so on. None is longer than another, and none comes to an actor twice.
 *
 * Searches from both ends: what lies within a few links of the target is marked, and from the other side every way is followed in order
 * until it meets a mark. So the order costs nothing, and a search ends with the last way that was asked for.
 *
 * @returns none when there is none within the length.
 */
export function shortestWays(linking: Linking, { from, to, maxLength, first }: WaysAsked): Way[] {
  if (!visitLinks(linking, from, () => true)) return [];
  const marks = new Marks(linking, to);
  const { held, roster } = linking.graph.memberships;
  const { of } = linking.graph.ties;
  const links = [held, roster, of].reduce((sum, list) => sum + at(list.end, to) - at(list.start, to), 0);
  for (let length = 1; length <= maxLength; length += 1) {
    const marked = length > 3 ? length - 3 : Number(length > 1 && links <= SHORT);
    if (!marks.reach(marked)) return [];
    if (length === 3 && marked === 1 && !marks.touches(from)) continue;
    const ways = new Following(linking, marks, { to, marked, first }).ways(from, length);
    if (ways.length > 0) return ways;
  }
  return [];
}

interface Target {
  readonly to: ActorIndex;
  /** How far from the target actors are marked. */
  readonly marked: number;
  readonly first: number;
}

/** Follows ways of one length in order, from the far side up to the marks and then down along them. */
class Following {
  private readonly found: Way[] = [];
  private readonly steps: Step[] = [];
  /** Actors from which nothing was found, by how many links were left there. */
  private readonly dead = new Set<number>();

  constructor(
    private readonly linking: Linking,
    private readonly marks: Marks,
    private readonly target: Target,
  ) {}

  ways(from: ActorIndex, length: number): Way[] {
    this.follow(from, length);
    return this.found;
  }

  /** @returns whether enough has been found. */
  private follow(from: ActorIndex, left: number): boolean {
    const { to, marked, first } = this.target;
    const key = from * 8 + left;
    if (left > 1 && this.dead.has(key)) return false;
    const before = this.found.length;
    const take: Visit = (other, span, own, others) => {
      this.steps.push({ from, to: other, span, own, others });
      if (left === 1) this.found.push([...this.steps]);
      const isEnough = left === 1 ? this.found.length === first : this.follow(other, left - 1);
      this.steps.pop();
      return isEnough;
    };
    if (left === 1) return visitLinksBetween(this.linking, from, to, take);
    const isEnough = left - 1 > marked ? visitLinks(this.linking, from, take) : this.down(from, left - 1, take);
    if (this.found.length === before) this.dead.add(key);
    return isEnough;
  }

  /** Visits what is linked to an actor and that far from the target. */
  private down(actor: ActorIndex, distance: number, visit: Visit): boolean {
    const onTheWay: Visit = (other, span, own, others) => this.marks.distance(other) === distance && visit(other, span, own, others);
    const few = this.marks.few(distance);
    return few ? visitLinksAmong(this.linking, actor, few, onTheWay) : visitLinks(this.linking, actor, onTheWay);
  }
}
