import { SourceKind } from '../catalog/vocabulary/common';
import type { Directory } from './directory';
import { idOf } from './ids';
import type { TableRow } from './plan';
import type { Tables } from './tables';

export function sourceRecords({ sources }: Tables): TableRow[] {
  return sources.map((row) => ({
    id: idOf('source', row.text('url')),
    kind: row.word('kind', SourceKind),
    title: { [row.language('title_language') ?? 'en']: row.text('title') },
    publisher: row.maybe('publisher'),
    url: row.url('url'),
    language: row.language('language'),
    published_on: row.date('published_on'),
    license: row.maybe('license'),
  }));
}

/** Broader themes first, so that each can point to one that is there. */
export function themeRecords({ themes }: Tables): TableRow[] {
  const codes = new Map(themes.map((row) => [row.text('code'), row]));
  const depth = (row: Tables['themes'][number], seen: readonly string[] = []): number => {
    const broader = row.maybe('broader');
    if (broader === null) return 0;
    if (seen.includes(broader)) row.fail('broader', 'it is broader than itself.');
    return 1 + depth(codes.get(broader) ?? row.fail('broader', `no theme is "${broader}".`), [...seen, broader]);
  };
  return [...themes]
    .sort((left, right) => depth(left) - depth(right))
    .map((row) => ({
      id: idOf('theme', row.text('code')),
      code: row.text('code'),
      name: row.textsRequired('name'),
      broader_id: row.maybe('broader') ? idOf('theme', row.text('broader')) : null,
      sdgs: row.list('sdgs', ' ').map((goal) => (/^([1-9]|1[0-7])$/.test(goal) ? Number(goal) : row.fail('sdgs', `"${goal}" is no goal.`))),
      aliases: row.list('aliases'),
    }));
}

export function regionRecords({ regions }: Tables, directory: Directory): TableRow[] {
  return regions.map((row) => {
    const [code, scheme] = [row.text('code'), row.text('scheme')];
    if (!code.startsWith(`${scheme}:`)) row.fail('code', `it must start with its scheme, "${scheme}:".`);
    return { id: idOf('region', code), code, scheme, name: row.textsRequired('name'), source_id: directory.source(row, 'source_url') };
  });
}

export function regionCountryRecords(tables: Tables, directory: Directory): TableRow[] {
  return tables.region_countries.map((row) => ({
    region_id: directory.region(row, 'region_code'),
    country_code: directory.countryCode(row, 'country_code') ?? row.fail('country_code', 'it must not be empty.'),
  }));
}
