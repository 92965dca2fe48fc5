import { type Linking, visitHeld, visitLinks, visitTies } from './neighbours';
import type { ActorIndex } from './snapshot/actors';

/** Distances of the last search, with a number of its own, so that nothing needs clearing. One search runs at a time: none waits for anything. */
let distances = new Int32Array(0);
let near = new Int32Array(0);
let search = 0;

/** More than any distance that is marked. */
const ROOM = 8;

/** Neighbours that are worth looking through before following them all. */
const FEW = 200;

/** How far actors are from a target, as far as it was looked. */
export class Marks {
  private readonly base: number;
  /** Actors at each distance. */
  private readonly levels: ActorIndex[][];

  private readonly sorted: ActorIndex[][] = [];

  constructor(
    private readonly linking: Linking,
    target: ActorIndex,
  ) {
    const { size } = linking.graph.actors;
    if (distances.length < size || search * ROOM > 2 ** 30) {
      [distances, near] = [new Int32Array(size), new Int32Array(size)];
      search = 0;
    }
    search += 1;
    this.base = search * ROOM;
    this.levels = [[target]];
    distances[target] = this.base;
  }

  /** Links from an actor to the target; -1 when it is not marked. */
  distance(actor: ActorIndex): number {
    const distance = (distances[actor] ?? 0) - this.base;
    return distance < 0 ? -1 : distance;
  }

  /** The actors at a distance that is marked, in the order of their ids; null: they are too many to be worth it. */
  few(distance: number): readonly ActorIndex[] | null {
    const level = this.levels[distance]!;
    if (level.length > FEW) return null;
    const { actors } = this.linking.graph;
    this.sorted[distance] ??= [...level].sort((left, right) => actors.compare(left, right));
    return this.sorted[distance];
  }

  /** Marks actors up to a distance. @returns whether there is anybody at that distance. */
  reach(distance: number): boolean {
    while (this.levels.length <= distance) this.levels.push(this.next());
    return this.levels[distance]!.length > 0;
  }

  /** Whether anybody linked to an actor is linked to somebody at distance 1; true when that would take long to tell. */
  touches(actor: ActorIndex): boolean {
    const around: ActorIndex[] = [];
    const isMany = visitLinks(this.linking, actor, (other) => {
      near[other] = this.base;
      return around.push(other) > FEW;
    });
    if (isMany) return true;
    const isAtOne = (other: ActorIndex) => this.distance(other) === 1;
    const isNear = (other: ActorIndex) => near[other] === this.base;
    // Whatever links two actors is a membership of one of them, or a tie of both: long rosters need no reading.
    return (
      around.some((other) => visitHeld(this.linking, other, isAtOne)) ||
      this.levels[1]!.some((other) => visitHeld(this.linking, other, isNear)) ||
      (this.linking.hasAnyTies && around.some((other) => visitTies(this.linking, other, isAtOne)))
    );
  }

  private next(): ActorIndex[] {
    const level: ActorIndex[] = [];
    const mark = this.base + this.levels.length;
    for (const actor of this.levels.at(-1)!) {
      visitLinks(this.linking, actor, (other) => {
        if (this.distance(other) < 0) {
          distances[other] = mark;
          level.push(other);
        }
        return false;
      });
    }
    return level;
  }
}
