import type { ActorIndex, Actors } from './snapshot/actors';
import type { Bits } from './snapshot/bits';

/** What a city is told apart by: one word, several when it belongs in several groups, none when it belongs in none. */
export interface CityKey {
  /** The words of a city by their numbers, small ones from 0, as a million of them are counted. */
  numbersOf(city: ActorIndex): readonly number[];
  wordOf(number: number): string;
}

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
  const groups: Counting[][] = [];
  const [first, second] = keys;
  for (const city of cities.numbers()) {
    const population = actors.populationOf(city);
    const others = second ? second.numbersOf(city) : ALONE;
    for (const word of first?.numbersOf(city) ?? []) {
      groups[word] ??= [];
      for (const other of others) {
        groups[word][other] ??= { count: 0, populationSum: null };
        const group = groups[word][other];
        group.count += 1;
        if (population >= 0) group.populationSum = (group.populationSum ?? 0) + population;
      }
    }
  }
  // Numbers without a group are holes, which both pass over.
  const all = groups.flatMap((within, word) =>
    within.map((group, other) => ({ keys: second ? [first!.wordOf(word), second.wordOf(other)] : [first!.wordOf(word)], ...group })),
  );
  return all.sort((left, right) => right.count - left.count || compareWords(left.keys, right.keys));
}

const ALONE = [0];

interface Counting {
  count: number;
  populationSum: number | null;
}

function compareWords(left: readonly string[], right: readonly string[]): number {
  const place = left.findIndex((word, at) => word !== right[at]);
  return place < 0 ? 0 : left[place]! < right[place]! ? -1 : 1;
}
