import { idOf } from './ids';
import type { Row } from './row';
import type { Tables } from './tables';

/**
 * Keys of the data files → ids. A key that no file defines stops the load, at the cell that uses it.
 *
 * Ids are derived from keys, so nothing is read from the database.
 */
export class Directory {
  private readonly organizations: ReadonlyMap<string, string>;
  private readonly cities: ReadonlyMap<string, string>;
  private readonly known: Readonly<Record<'source' | 'theme' | 'region' | 'country' | 'person', ReadonlySet<string>>>;
  private readonly facts: Readonly<Record<'collaboration' | 'mandate' | 'tier' | 'commitment', ReadonlySet<string>>>;

  constructor(tables: Tables) {
    this.organizations = unique(
      tables.organizations,
      'key',
      (row) => row.text('key'),
      (row) => idOf('organization', row.text('slug')),
    );
    this.cities = unique(tables.cities, 'name', (row) => `${row.text('name')}|${row.text('country_code')}`, cityIdOf);
    this.known = {
      source: keys(tables.sources, 'url'),
      theme: keys(tables.themes, 'code'),
      region: keys(tables.regions, 'code'),
      country: keys(tables.countries, 'iso_alpha2'),
      person: keys(tables.people, 'person_key'),
    };
    this.facts = {
      collaboration: keys(tables.collaborations, 'key'),
      mandate: keys(tables.mandates, 'key'),
      tier: keys(tables.tiers, 'code', (row) => `${this.organization(row, 'organization_key')}|${row.text('code')}`),
      commitment: keys(tables.commitments, 'position', (row) => `${row.text('collaboration_key')}|${row.text('position')}`),
    };
  }

  organization<Column extends string>(row: Row<Column>, column: Column, key = row.text(column)): string {
    return this.organizations.get(key) ?? row.fail(column, `no organisation has the key "${key}".`);
  }

  city<Column extends string>(row: Row<Column>, name: Column, country: Column): string {
    return this.cityNamed(row, name, `${row.text(name)}|${row.text(country)}`);
  }

  /** `MA` → itself, once it is known to be a country. */
  countryCode<Column extends string>(row: Row<Column>, column: Column): string | null {
    const code = row.maybe(column);
    return code === null ? null : this.checked('country', row, column, code);
  }

  country<Column extends string>(row: Row<Column>, column: Column, code = row.text(column)): string {
    return idOf('country', this.checked('country', row, column, code));
  }

  source<Column extends string>(row: Row<Column>, column: Column, url = row.text(column)): string {
    return idOf('source', this.checked('source', row, column, url));
  }

  isSource(url: string): boolean {
    return this.known.source.has(url);
  }

  themes<Column extends string>(row: Row<Column>, column: Column): string[] {
    return row.list(column).map((code) => idOf('theme', this.checked('theme', row, column, code)));
  }

  region<Column extends string>(row: Row<Column>, column: Column, code = row.text(column)): string {
    return idOf('region', this.checked('region', row, column, code));
  }

  person<Column extends string>(row: Row<Column>, column: Column): string | null {
    const key = row.maybe(column);
    return key === null ? null : idOf('person', this.checked('person', row, column, key));
  }

  /** A collaboration or a mandate, by its key. */
  fact<Column extends string>(kind: 'collaboration' | 'mandate', row: Row<Column>, column: Column): string | null {
    const key = row.maybe(column);
    if (key === null) return null;
    return this.facts[kind].has(key) ? idOf('fact', kind, key) : row.fail(column, `no ${kind} has the key "${key}".`);
  }

  tier<Column extends string>(row: Row<Column>, column: Column, organizationId: string): string | null {
    const code = row.maybe(column);
    if (code === null) return null;
    const key = `${organizationId}|${code}`;
    return this.facts.tier.has(key) ? idOf('fact', 'tier', key) : row.fail(column, `the organisation has no tier "${code}".`);
  }

  commitment<Column extends string>(row: Row<Column>, column: Column, collaborationKey: string): string | null {
    const position = row.maybe(column);
    if (position === null) return null;
    const key = `${collaborationKey}|${position}`;
    return this.facts.commitment.has(key) ? idOf('fact', 'commitment', key) : row.fail(column, `there is no commitment ${position}.`);
  }

  /** Actors in a list: `SCN`, `city:Fez|MA`, `country:MA`. */
  actors<Column extends string>(row: Row<Column>, column: Column): string[] {
    return row.list(column).map((key) => {
      if (key.startsWith('city:')) return this.cityNamed(row, column, key.slice(5));
      if (key.startsWith('country:')) return this.country(row, column, key.slice(8));
      return this.organization(row, column, key);
    });
  }

  private cityNamed<Column extends string>(row: Row<Column>, column: Column, key: string): string {
    return this.cities.get(key) ?? row.fail(column, `cities.csv has no "${key.replace('|', '" in ')}.`);
  }

  private checked<Column extends string>(what: keyof Directory['known'], row: Row<Column>, column: Column, key: string): string {
    return this.known[what].has(key) ? key : row.fail(column, `no ${what} is "${key}".`);
  }
}

/** A local government is known by its place in the gazetteer, or by a slug of its own. */
export function cityIdOf(row: Tables['cities'][number]): string {
  const place = row.number('geonames_id');
  return place === null ? idOf('city', 'own', row.text('own_slug')) : idOf('city', place);
}

/** The keys of rows; a second row with the same one stops the load. Rows without one are passed over. */
export function keys<Column extends string>(
  rows: readonly Row<Column>[],
  column: Column,
  keyOf: (row: Row<Column>) => string | null = (row) => row.text(column),
): ReadonlySet<string> {
  const keyed = rows.filter((row) => keyOf(row) !== null);
  const key = (row: Row<Column>) => keyOf(row) ?? '';
  return new Set(unique(keyed, column, key, key).keys());
}

function unique<Column extends string>(
  rows: readonly Row<Column>[],
  column: Column,
  keyOf: (row: Row<Column>) => string,
  idOfRow: (row: Row<Column>) => string,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const row of rows) {
    const key = keyOf(row);
    if (found.has(key)) row.fail(column, `"${key}" is in an earlier line already.`);
    found.set(key, idOfRow(row));
  }
  return found;
}
