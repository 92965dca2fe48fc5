import { parse } from 'csv-parse/sync';

/** A name of which somebody said what it is. */
export interface LabelledName {
  readonly name: string;
  readonly country: string | null;
  /** GeoNames id; null: no automatic choice is right. */
  readonly expected: string | null;
  readonly klass: string;
}

/**
 * Reads `raw_name, country_iso, geonames_id, klass`; other columns are passed over.
 *
 * A file without a column of ids holds names that must not be matched (`negatives`).
 */
export function labelledNames(csv: string): LabelledName[] {
  const rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true }) as Record<string, string>[];
  return rows.map((row) => ({
    name: row.raw_name ?? '',
    country: row.country_iso || null,
    expected: row.geonames_id || null,
    klass: row.geonames_id === undefined ? 'negatives' : (row.klass ?? 'arabic'),
  }));
}
