import { cityIdOf, keys } from './directory';
import type { Tables } from './tables';

/** Stops the load at a row that repeats what must be there once; such a row would otherwise stop it without a line and a column. */
export function refuseRepeats(tables: Tables): void {
  const { organizations, resources, related_collaborations: links, people, countries } = tables;
  const cities = [...new Map(tables.cities.map((row) => [cityIdOf(row), row])).values()];
  for (const column of ['wikidata_id', 'unlocode'] as const) keys(cities, column, (row) => row.maybe(column));
  for (const column of ['slug', 'wikidata_id'] as const) keys(organizations, column, (row) => row.maybe(column));
  keys(people, 'wikidata_id', (row) => row.maybe('wikidata_id'));
  keys(countries, 'wikidata_id', (row) => row.maybe('wikidata_id'));
  keys(resources, 'key', (row) => `${row.text('publisher_key')}|${row.text('key')}`);
  keys(links, 'to_key', (row) => `${row.text('from_key')}|${row.text('relation')}|${row.text('to_key')}`);
}
