import type { ClientBase } from 'pg';
import { type ActorRecord, type Actors, GOVERNMENTS, KINDS } from './actors';
import { copyOut } from './copy-out';

/** Rows kept before they are written into columns. */
const AT_ONCE = 10_000;

/** The actors as they are recorded, added to those that are known; with a condition on "a", only some of them. */
export async function readActors(client: ClientBase, known: Actors, condition = 'true'): Promise<Actors> {
  let actors = known;
  let records: ActorRecord[] = [];
  await copyOut(client, ACTORS.replace('CONDITION', condition), (row) => {
    const country = row.isNull(2) ? null : String.fromCharCode(row.int(2) >> 8, row.int(2) & 255);
    const standsFor = row.isNull(5) ? null : row.uuid(5);
    records.push({ id: row.uuid(0), kind: row.int(1), government: row.int(4), country, population: row.int(3), mergedInto: standsFor });
    if (records.length < AT_ONCE) return;
    actors = actors.with(records);
    records = [];
  });
  return actors.with(records);
}

/** In the order of their ids, which spares sorting them. A country code is two letters of ASCII, sent as one number. */
const ACTORS = /* sql */ `
  SELECT a.id, array_position('{${KINDS.join(',')}}'::text[], a.kind) - 1,
    (SELECT ascii(code) * 256 + ascii(substr(code, 2)) FROM (SELECT coalesce(c.country_code, o.country_code, k.iso_alpha2) AS code)),
    c.population, coalesce(array_position('{${GOVERNMENTS.join(',')}}'::text[], c.kind), 0), a.merged_into_id
  FROM actor AS a
  LEFT JOIN city AS c USING (id)
  LEFT JOIN organization AS o USING (id)
  LEFT JOIN country AS k USING (id)
  WHERE CONDITION
  ORDER BY a.id`;
