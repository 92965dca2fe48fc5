import { type CityFilter, cityConditions, STANDS_FOR_ITSELF } from '../catalog/city/city-filter';
import { whereClause } from '../platform/connection/page';
import type { Loaders } from '../platform/loaders';
import { sql } from '../platform/sql';
import { checkOrganizations, citiesWhere, isToldByGraph, ledOn } from './cities-where';
import { type Bits, bitsOf } from './snapshot/bits';
import { dayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

/**
 * The cities that meet any filter on a day (`YYYY-MM-DD`): told by the graph, or else by the database in one statement.
 *
 * @throws HubError as `checkOrganizations`.
 */
export async function citiesFound({ db }: Loaders, graph: Graph, where: CityFilter | null, day: string): Promise<Bits> {
  if (isToldByGraph(where)) return citiesWhere(graph, where, dayNumber(day));
  checkOrganizations(graph, where);
  const found = bitsOf(graph.actors.size);
  const conditions = whereClause([STANDS_FOR_ITSELF, ...cityConditions(where && ledOn(graph, where), day)]);
  for (const { id } of await db.rows<{ id: string }>(sql`SELECT c.id FROM city AS c JOIN actor AS a USING (id) ${conditions}`)) {
    const city = graph.actors.indexOf(id);
    // One that was recorded after the graph was read is not there yet.
    if (city >= 0) found.add(city);
  }
  return found;
}
