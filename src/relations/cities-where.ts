import type { CityFilter } from '../catalog/city/city-filter';
import { countryCodes, type IdFilter, type IntRange } from '../catalog/filters';
import { HubError } from '../platform/errors';
import { globalId, isUuid, parseGlobalId, uuidIn } from '../platform/global-id';
import { askedOrganization } from './asked-actors';
import { membershipCounts } from './membership-counts';
import type { ActorIndex } from './snapshot/actors';
import { type Bits, bitsOf } from './snapshot/bits';
import { at } from './snapshot/columns';
import type { DayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

/** Parts of a filter that only the database can tell. */
const OF_DATABASE = ['name', 'region', 'within', 'near', 'hasOverdueCommitments'] as const satisfies readonly (keyof CityFilter)[];

/** Whether a filter says anything of memberships, in any of its parts. */
export function asksOfMemberships(filter: CityFilter | null): boolean {
  if (!filter) return false;
  const own = [filter.memberOfAny, filter.memberOfAll, filter.memberOfNone, filter.membershipCount];
  return own.some((part) => part != null) || partsOf(filter).some(asksOfMemberships);
}

/** Whether a graph can tell which cities meet a filter, without the database. */
export function isToldByGraph(filter: CityFilter | null): boolean {
  if (!filter) return true;
  return OF_DATABASE.every((name) => filter[name] == null) && partsOf(filter).every(isToldByGraph);
}

function partsOf({ and, or, not }: CityFilter): CityFilter[] {
  return [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])];
}

/** A filter for the database, whose ids are of the records that stand: of one that was merged, the one that stands for it. */
export function ledOn(graph: Graph, filter: CityFilter): CityFilter {
  const { actors } = graph;
  const lead = (id: string) => {
    const parsed = parseGlobalId(id);
    const actor = parsed && isUuid(parsed.key) ? actors.indexOf(parsed.key) : -1;
    return parsed && actor >= 0 ? globalId(parsed.type, actors.idOf(actor)) : id;
  };
  const parts = (all: readonly CityFilter[] | null | undefined) => all?.map((part) => ledOn(graph, part)) ?? null;
  const { id, and, or, not } = filter;
  return {
    ...filter,
    ...Object.fromEntries(LISTS.map((list) => [list, filter[list]?.map(lead) ?? null])),
    id: id ? { eq: id.eq != null ? lead(id.eq) : null, in: id.in?.map(lead) ?? null, notIn: id.notIn?.map(lead) ?? null } : null,
    ...{ and: parts(and), or: parts(or), not: not ? ledOn(graph, not) : null },
  };
}

const MOST = 30;
const LISTS = ['memberOfAny', 'memberOfAll', 'memberOfNone'] as const;

/** @throws HubError BAD_USER_INPUT or NOT_FOUND when a filter names too many organisations, or one that is unknown or none. */
export function checkOrganizations(graph: Graph, filter: CityFilter | null): void {
  if (!filter) return;
  for (const list of LISTS) organizationsOf(graph, filter, list);
  for (const part of partsOf(filter)) checkOrganizations(graph, part);
}

function organizationsOf(graph: Graph, filter: CityFilter, list: (typeof LISTS)[number]): ActorIndex[] {
  const ids = filter[list] ?? [];
  if (ids.length > MOST)
    throw new HubError('BAD_USER_INPUT', `"where.${list}" takes at most ${MOST} organisations, not ${ids.length}.`, {
      argument: `where.${list}`,
    });
  return ids.map((id) => askedOrganization(graph, id, `where.${list}`));
}

/**
 * The cities that meet a filter on a day.
 *
 * Memberships count while they are ACTIVE, in any organisation and tier; a start that is not known counts as always. What is not known (the
 * inhabitants of a city) meets no range; `not` is everything else. The same rules as `cityConditions`, by which the database filters.
 *
 * @param filter for which `isToldByGraph` holds.
 * @returns not to be written to.
 * @throws HubError as `checkOrganizations`.
 */
export function citiesWhere(graph: Graph, filter: CityFilter | null, on: DayNumber): Bits {
  const cities = graph.ofKind('CITY');
  if (!filter) return cities;
  const { id, country, kind, population, membershipCount, and, or, not } = filter;
  const { actors } = graph;
  const all = [...memberOf(graph, filter, on), ...(id ? identified(graph, id) : [])];
  const tests: ((city: ActorIndex) => boolean)[] = [];
  if (country) {
    const codes = countryCodes(country, 'where.country').map((code) => actors.countryCodes.indexOf(code));
    tests.push((city) => codes.includes(actors.countryOf(city)));
  }
  if (kind) tests.push((city) => kind.includes(actors.governmentOf(city)!));
  if (population?.gte != null || population?.lte != null) {
    tests.push((city) => actors.populationOf(city) >= 0 && isWithin(population, actors.populationOf(city)));
  }
  if (membershipCount) {
    const counts = membershipCounts(graph, on);
    tests.push((city) => isWithin(membershipCount, at(counts, city)));
  }
  for (const part of and ?? []) all.push(citiesWhere(graph, part, on));
  if (or) all.push(or.reduce((some, part) => some.or(citiesWhere(graph, part, on)), bitsOf(actors.size)));
  if (not) all.push(cities.without(citiesWhere(graph, not, on)));
  const meeting = all.reduce((left, right) => left.and(right), cities);
  return tests.length === 0 ? meeting : meeting.filter((city) => tests.every((test) => test(city)));
}

function memberOf(graph: Graph, filter: CityFilter, on: DayNumber): Bits[] {
  const members = (list: (typeof LISTS)[number]) => organizationsOf(graph, filter, list).map((one) => graph.activeMembers(one, on));
  const any = (rosters: readonly Bits[]) => rosters.reduce((some, roster) => some.or(roster), bitsOf(graph.actors.size));
  const { memberOfAny, memberOfNone } = filter;
  return [
    ...(memberOfAny ? [any(members('memberOfAny'))] : []),
    ...members('memberOfAll'),
    ...(memberOfNone ? [graph.ofKind('CITY').without(any(members('memberOfNone')))] : []),
  ];
}

function identified(graph: Graph, { eq, in: among, notIn }: IdFilter): Bits[] {
  const [{ actors }, cities] = [graph, graph.ofKind('CITY')];
  const set = (ids: readonly string[]) => {
    const bits = bitsOf(actors.size);
    for (const id of ids) {
      const actor = actors.indexOf(uuidIn(id, 'where.id'));
      if (actor >= 0) bits.add(actor);
    }
    return bits;
  };
  return [...(eq != null ? [set([eq])] : []), ...(among ? [set(among)] : []), ...(notIn ? [cities.without(set(notIn))] : [])];
}

function isWithin({ gte, lte }: IntRange, number: number): boolean {
  return number >= (gte ?? -Infinity) && number <= (lte ?? Infinity);
}
