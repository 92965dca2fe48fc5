import type { ActorIndex, Actors } from './snapshot/actors';
import type { Bits } from './snapshot/bits';

/** What a city is told apart by: one word, several when it belongs in several groups, none when it belongs in none. */
export type CityKey = (city: ActorIndex) => readonly string[];

/** The cities that have the same words. */
export interface CityGroup {
  /** In the order of the keys. */
  readonly keys: readonly string[];
  readonly count: number;
  /** Inhabitants of those with a figure; null when none has one. */
  readonly populationSum: number | null;
}

/**
 * Cities counted by one or two keys. One that has several words for a key is in each of those groups, and so in more than one; one that has none
 * is in no group.
 *
 * @returns groups with a city, the largest first; those as large in the order of their words, by code units.
 */
export function groupCities(actors: Actors, cities: Bits, keys: readonly CityKey[]): CityGroup[] {
  // Words within words: to write both as one costs more than all the rest.
  const groups = new Map<string, Map<string, Counting>>();
  const [first, second] = keys;
  for (const city of cities.numbers()) {
    const population = actors.populationOf(city);
    const others = second ? second(city) : NO_OTHER;
    for (const word of first?.(city) ?? []) {
      const within = groups.get(word) ?? new Map<string, Counting>();
      if (within.size === 0) groups.set(word, within);
      for (const other of others) {
        const group = within.get(other) ?? { keys: second ? [word, other] : [word], count: 0, populationSum: null };
        if (group.count === 0) within.set(other, group);
        group.count += 1;
        if (population >= 0) group.populationSum = (group.populationSum ?? 0) + population;
      }
    }
  }
  const all = [...groups.values()].flatMap((within) => [...within.values()]);
  return all.sort((left, right) => right.count - left.count || compareWords(left.keys, right.keys));
}

const NO_OTHER = [''];

interface Counting {
  readonly keys: string[];
  count: number;
  populationSum: number | null;
}

function compareWords(left: readonly string[], right: readonly string[]): number {
  const place = left.findIndex((word, at) => word !== right[at]);
  return place < 0 ? 0 : left[place]! < right[place]! ? -1 : 1;
}
