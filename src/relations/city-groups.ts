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
  const groups = new Map<string, { keys: string[]; count: number; populationSum: number | null }>();
  const add = (words: string[], population: number) => {
    const name = words.join('\n');
    const group = groups.get(name) ?? { keys: words, count: 0, populationSum: null };
    groups.set(name, group);
    group.count += 1;
    if (population >= 0) group.populationSum = (group.populationSum ?? 0) + population;
  };
  const [first, second] = keys;
  for (const city of cities.numbers()) {
    const population = actors.populationOf(city);
    for (const word of first?.(city) ?? []) {
      if (!second) add([word], population);
      else for (const other of second(city)) add([word, other], population);
    }
  }
  return [...groups.values()].sort((left, right) => right.count - left.count || compareWords(left.keys, right.keys));
}

function compareWords(left: readonly string[], right: readonly string[]): number {
  const place = left.findIndex((word, at) => word !== right[at]);
  return place < 0 ? 0 : left[place]! < right[place]! ? -1 : 1;
}
