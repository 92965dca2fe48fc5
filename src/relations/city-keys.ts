import { words } from '../platform/words';
import type { CityKey } from './city-groups';
import { membershipCounts } from './membership-counts';
import type { ActorIndex } from './snapshot/actors';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

export const CityGroupBy = words('CityGroupBy', 'What cities are grouped by.', {
  COUNTRY: 'Country, by its ISO 3166-1 alpha-2 code.',
  REGION: 'Region, by its code: a city counts in every region of its country.',
  KIND: 'Kind of local government.',
  NETWORK: 'Network it is an active member of, by its slug: a city counts in every one of them, and nowhere when it is in none.',
  MEMBERSHIP_COUNT: 'Number of active memberships, in organisations of any kind.',
  POPULATION_CLASS:
    'Inhabitants: `0-9999`, `10000-49999`, `50000-99999`, `100000-499999`, `500000-999999`, `1000000-4999999`, `5000000+` or `UNKNOWN`.',
});
export type CityGroupBy = keyof typeof CityGroupBy;

/** What a graph does not know of the words for cities. */
export interface KeyWords {
  /** Codes of the regions of a country, by its code. */
  readonly regionsOf: ReadonlyMap<string, readonly string[]>;
  /** Slugs of networks. */
  readonly slugOf: ReadonlyMap<ActorIndex, string>;
}

/** Words by numbers from 0, in the order in which they are first needed. */
class Vocabulary {
  private readonly words: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    this.numbers.set(word, this.words.length);
    return this.words.push(word) - 1;
  }

  wordOf(number: number): string {
    return this.words[number] ?? '';
  }
}

/** How a key tells cities apart on a day. Memberships count while they are ACTIVE; a start that is not known counts as always. */
export function cityKey(key: CityGroupBy, graph: Graph, on: DayNumber, { regionsOf, slugOf }: KeyWords): CityKey {
  const { actors } = graph;
  const vocabulary = new Vocabulary();
  const numbersOf = (words: readonly string[]) => words.map((word) => vocabulary.numberOf(word));
  const ofCountries = (wordsOf: (code: string) => readonly string[]) => {
    const numbers = actors.countryCodes.map((code) => numbersOf(wordsOf(code)));
    return (city: ActorIndex) => numbers[actors.countryOf(city)] ?? [];
  };
  const keys: Readonly<Record<CityGroupBy, () => CityKey['numbersOf']>> = {
    COUNTRY: () => ofCountries((code) => [code]),
    REGION: () => ofCountries((code) => regionsOf.get(code) ?? []),
    KIND: () => (city) => numbersOf([actors.governmentOf(city) ?? 'OTHER']),
    NETWORK: () => {
      const numbers = new Int32Array(actors.size);
      for (const network of graph.ofKind('NETWORK').numbers()) numbers[network] = vocabulary.numberOf(slugOf.get(network) ?? '');
      return (city) => networksOf(graph, city, on).map((network) => at(numbers, network));
    },
    MEMBERSHIP_COUNT: () => {
      const counts = membershipCounts(graph, on);
      return (city) => numbersOf([String(at(counts, city))]);
    },
    POPULATION_CLASS: () => (city) => numbersOf([populationClass(actors.populationOf(city))]),
  };
  return { numbersOf: keys[key](), wordOf: (number) => vocabulary.wordOf(number) };
}

/** Networks a city is an ACTIVE member of on a day, in the order of their ids. */
export function networksOf(graph: Graph, city: ActorIndex, on: DayNumber): ActorIndex[] {
  const { held, columns } = graph.memberships;
  const isNetwork = graph.ofKind('NETWORK');
  const networks: ActorIndex[] = [];
  const end = at(held.end, city);
  for (let place = at(held.start, city); place < end; place += 1) {
    const span = at(held.items, place);
    const organization = at(columns.organization, span);
    if (isNetwork.has(organization) && graph.memberships.isActive(span, on)) networks.push(organization);
  }
  return networks;
}

/** Lower bounds of the classes of inhabitants, each up to the next. */
const CLASSES = [0, 10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000];

/** The class of a number of inhabitants; -1: not known. */
export function populationClass(population: number): string {
  const number = CLASSES.findLastIndex((least) => population >= least);
  if (number < 0) return 'UNKNOWN';
  const next = CLASSES[number + 1];
  return next === undefined ? `${CLASSES[number]}+` : `${CLASSES[number]}-${next - 1}`;
}
