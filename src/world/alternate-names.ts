import type { ClientBase } from 'pg';
import { fold } from '../platform/fold';
import type { Progress } from '../platform/progress';
import { scriptOf } from '../platform/script';
import { type Cell, copyBatches } from './copy';
import { type Line, linesOf } from './dump-lines';
import type { IdSet } from './id-set';
import { idOf } from './ids';

/** Columns of `alternateNamesV2.txt`, as GeoNames calls them. */
const COLUMNS = [
  ...['alternateNameId', 'geonameid', 'isolanguage', 'alternate name', 'isPreferredName', 'isShortName', 'isColloquial', 'isHistoric'],
  ...['from', 'to'],
];

/** Words in the column of languages that say what else a line is: codes, addresses, and abbreviations, which name nothing for sure. */
const NO_NAMES = new Set(['post', 'link', 'iata', 'icao', 'faac', 'tcid', 'phon', 'abbr']);

/** Languages under the names GeoNames has for them. */
const LANGUAGES: Readonly<Record<string, string>> = { piny: 'zh-Latn', fr_1793: 'fr' };
const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/**
 * Names and identifiers of the places → the table `new_alternate`, and the names in languages → `new_name`, which holds each place's own
 * name and those of unknown language already: its own name stays first, then come those in languages, the preferred ones first.
 *
 * @throws DataError that names line and column.
 */
export async function stageAlternates(client: ClientBase, ids: IdSet, file: string, report: Progress): Promise<void> {
  await client.query(STAGING);
  await copyBatches(client, 'new_alternate', rowsOf(file, ids, report));
  await client.query('ANALYZE new_alternate');
  await client.query(ALL_NAMES);
  await client.query('DELETE FROM new_name');
  await client.query('INSERT INTO new_name SELECT * FROM all_names');
  await client.query('ANALYZE new_name');
}

async function* rowsOf(file: string, ids: IdSet, report: Progress): AsyncGenerator<Cell[][]> {
  for await (const lines of linesOf(file, COLUMNS, report)) {
    yield lines.flatMap((line) => {
      const geonamesId = line.number('geonameid', 0);
      const row = ids.has(geonamesId) ? rowOf(line, idOf('city', geonamesId)) : null;
      return row === null ? [] : [row];
    });
  }
}

function rowOf(line: Line, id: string): Cell[] | null {
  const [, , said = '', text = '', preferred, short, , historic] = line.cells;
  const value = text.trim();
  if (value === '' || NO_NAMES.has(said)) return null;
  const number = line.number('alternateNameId', 1, 2_147_483_647);
  const rank = preferred === '1' ? 0 : 1;
  if (said === 'wkdt' || said === 'unlc') {
    return historic === '1' ? null : [id, number, rank, value.toUpperCase().replace(/\s/g, ''), '', '', null, said];
  }
  const tag = LANGUAGES[said] ?? said;
  const kind = historic === '1' || said === 'fr_1793' ? 'FORMER' : short === '1' ? 'SHORT' : 'COMMON';
  return [id, number, rank, value, fold(value), scriptOf(value), LANGUAGE_TAG.test(tag) ? tag : null, kind];
}

const STAGING = /* sql */ `
  CREATE TEMP TABLE new_alternate (
    city_id uuid, number integer, rank smallint, value text, folded text, script text, language text, kind text
  ) ON COMMIT DROP`;

const ALL_NAMES = /* sql */ `
  CREATE TEMP TABLE all_names ON COMMIT DROP AS
  SELECT city_id, (row_number() OVER (PARTITION BY city_id ORDER BY origin, rank, number) - 1)::smallint AS position,
    value, folded, script, language, kind
  FROM (
    SELECT city_id, 0 AS origin, 0 AS rank, 0 AS number, value, folded, script, language::text, kind FROM new_name WHERE position = 0
    UNION ALL
    -- With the first names beside it in one condition, each name would be looked for by itself.
    SELECT city_id, 2, 0, position::integer, value, folded, script, language::text, kind FROM new_name AS n
    WHERE position > 0 AND NOT EXISTS (SELECT FROM new_alternate AS a WHERE a.city_id = n.city_id AND a.value = n.value)
    UNION ALL
    (SELECT DISTINCT ON (city_id, value, language) city_id, 1, rank, number, value, folded, script, language, kind
     FROM new_alternate WHERE kind NOT IN ('wkdt', 'unlc')
     ORDER BY city_id, value, language, kind = 'FORMER', rank, number)
  ) AS each`;
