import type { CityRow } from '../catalog/actor/actor.loader';
import type { Connection } from '../platform/connection/connection';
import { fromCursor, toCursor } from '../platform/connection/cursor';
import { type PageArgs, type Window, windowOf } from '../platform/connection/page-args';
import type { OrderedCities } from './city-order';
import type { ActorIndex } from './snapshot/actors';
import type { Bits } from './snapshot/bits';
import { at } from './snapshot/columns';

/** Some of all cities, in an order. */
export interface CityList {
  readonly order: OrderedCities;
  readonly descending: boolean;
  readonly matching: Bits;
}

/** Pages of a list of cities, found by walking along the order of all. @throws HubError BAD_USER_INPUT for a page that cannot be. */
export function cityPages(list: CityList, args: PageArgs, show: (city: ActorIndex) => Promise<CityRow | null>): Connection<CityRow> {
  const window = windowOf(args);
  const walk = new Walk(list, window);
  return {
    page: async () => {
      const { cities, more } = walk.page();
      const nodes = await Promise.all(cities.map(show));
      const cursors = cities.map((city) => toCursor(list.order.place(city)));
      return {
        entries: nodes.flatMap((node, place) => (node ? [{ node, cursor: cursors[place]! }] : [])),
        pageInfo: {
          hasNextPage: window.fromEnd ? window.before !== null : more || window.before !== null,
          hasPreviousPage: window.fromEnd ? more || window.after !== null : window.after !== null,
          startCursor: cursors.at(0) ?? null,
          endCursor: cursors.at(-1) ?? null,
        },
      };
    },
    count: async () => list.matching.size(),
  };
}

class Walk {
  private readonly begin: number;
  private readonly end: number;

  constructor(
    private readonly list: CityList,
    private readonly window: Window,
  ) {
    const { after, before } = window;
    const { types, ascending } = list.order;
    this.begin = after === null ? 0 : this.firstWhere(fromCursor(after, types, 'after'), (difference) => difference > 0);
    this.end = before === null ? ascending.length : this.firstWhere(fromCursor(before, types, 'before'), (difference) => difference >= 0);
  }

  page(): { readonly cities: ActorIndex[]; readonly more: boolean } {
    const { size, fromEnd } = this.window;
    const cities: ActorIndex[] = [];
    const [first, step] = fromEnd ? [this.end - 1, -1] : [this.begin, 1];
    for (let place = first; place >= this.begin && place < this.end; place += step) {
      const city = this.cityAt(place);
      if (!this.list.matching.has(city)) continue;
      if (cities.length === size) return { cities: fromEnd ? cities.reverse() : cities, more: true };
      cities.push(city);
    }
    return { cities: fromEnd ? cities.reverse() : cities, more: false };
  }

  private cityAt(place: number): ActorIndex {
    const { ascending } = this.list.order;
    return at(ascending, this.list.descending ? ascending.length - 1 - place : place);
  }

  /** The first place of the list whose city is beyond a cursor; all after it are. */
  private firstWhere(cursor: readonly string[], isBeyond: (difference: number) => boolean): number {
    const { compare, ascending } = this.list.order;
    const sign = this.list.descending ? -1 : 1;
    let [low, high] = [0, ascending.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBeyond(sign * compare(this.cityAt(middle), cursor))) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
