import { basename } from 'node:path';
import { DataError } from './data-error';
import type { ColumnOf } from './files';
import { recordsOf } from './records';
import { Row } from './row';

/** A roster among the data: a file a secretariat could have sent. Its rows are read as those of `memberships.csv`. */
export interface RosterTable {
  readonly path: string;
  /** As errors name it. */
  readonly file: string;
  /** Of the organisation. */
  readonly slug: string;
  readonly rows: readonly Row<ColumnOf<'memberships'>>[];
}

/** The words over the columns of a roster, and the column of `memberships.csv` that says the same. */
const COLUMN_UNDER: Readonly<Record<string, ColumnOf<'memberships'>>> = {
  City: 'member_name',
  Country: 'country_code',
  Tier: 'tier_code',
  'Tier as printed': 'tier_as_printed',
  Themes: 'theme',
  Office: 'office',
  Founder: 'is_founder',
  Status: 'status',
  'Member since': 'valid_from',
  'Member until': 'valid_to',
  'Joined at': 'at_collaboration_key',
  Basis: 'basis',
  'As of': 'as_of',
  Confidence: 'confidence',
  Source: 'source_url',
  'More sources': 'more_source_urls',
  Quote: 'quote',
  'Quote language': 'quote_language',
};
const HEADER_OVER = new Map(Object.entries(COLUMN_UNDER).map(([header, column]) => [column as string, header]));
const NEEDED = ['City', 'Country', 'Status', 'Basis', 'As of', 'Confidence', 'Source'];

export function rosterTable(path: string, content: Buffer): RosterTable {
  const file = `rosters/${basename(path)}`;
  const [header, ...records] = recordsOf(file, content);
  const headers = header?.record ?? [];
  const missing = NEEDED.find((needed) => !headers.includes(needed));
  if (missing) throw new DataError(file, 1, missing, 'the file has no such column.');
  const columns = headers.map((each) => COLUMN_UNDER[each] ?? each);
  const rows = records.map(({ record, line }) => {
    const cells = columns.map((column, at) => [column, record[at] ?? ''] as const);
    return new Row<ColumnOf<'memberships'>>(file, line, new Map([...cells, ['member_kind', 'CITY']]), HEADER_OVER);
  });
  return { path, file, slug: basename(path, '.csv'), rows };
}
