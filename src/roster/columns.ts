import { countryNamed, countryOf } from '../identity/countries';
import { fold } from '../platform/fold';
import { FIELDS, type Field, HEADER_WORDS } from './header-words';
import { LIMITS } from './limits';
import { RosterError, shown } from './problem';
import { isBlank, type RawRow } from './raw-row';
import { statusNamed } from './status-words';

export { FIELDS, type Field } from './header-words';

/** Which column says what: places from 0. */
export type ColumnMap = Readonly<Partial<Record<Field, number>>>;

/** What a person says of the columns: their headers, or their numbers from 1. */
export type ColumnsTold = Readonly<Partial<Record<Field, string>>>;

export interface Layout {
  readonly columns: ColumnMap;
  /** The line of the header; rows begin below it. */
  readonly headerLine: number;
  readonly headers: readonly string[];
}

/** A title and some remarks may stand above the header. */
const HEADER_WITHIN = 20;

/**
 * Which column says what: as told, else by the words over the columns, else by what is in them.
 *
 * @throws RosterError that names line and column when no column has the names, or two have the same header.
 */
export function layoutOf(first: readonly RawRow[], told: ColumnsTold = {}): Layout {
  const header = headerRow(first, told);
  const headers = header.cells.map((cell) => cell.trim());
  const given = toldColumns(headers, told, header.line);
  const guessed = byWords(headers, given);
  refuseDuplicates(headers, guessed, { line: header.line, given });
  const rows = first.slice(first.indexOf(header) + 1);
  const columns = byContent({ ...reread(guessed, headers, rows), ...given }, headers, rows);
  if (columns.name === undefined) throw missing(header);
  return { columns, headerLine: header.line, headers };
}

function headerRow(rows: readonly RawRow[], told: ColumnsTold): RawRow {
  const [top] = rows;
  if (!top) throw new RosterError('EMPTY', 'the file has no rows.', { line: 1 });
  const named = Object.values(told).filter((text) => !isNumber(text));
  const scored = rows.slice(0, HEADER_WITHIN).map((row) => {
    const found = byWords(row.cells, {});
    const isTold = named.length > 0 && named.every((text) => row.cells.some((cell) => fold(cell) === fold(text)));
    return { row, score: (isTold ? 100 : 0) + Object.keys(found).length + (found.name === undefined ? 0 : 5) };
  });
  const best = scored.reduce((left, right) => (right.score > left.score ? right : left));
  return best.score > 0 ? best.row : top;
}

function isNumber(text: string): boolean {
  return /^\d{1,3}$/.test(text.trim());
}

function toldColumns(headers: readonly string[], told: ColumnsTold, line: number): Partial<Record<Field, number>> {
  const given: Partial<Record<Field, number>> = {};
  for (const field of FIELDS) {
    const text = told[field];
    if (text === undefined) continue;
    const place = isNumber(text) ? Number(text) - 1 : headers.findIndex((header) => fold(header) === fold(text));
    if (place < 0 || place >= LIMITS.columns || (isNumber(text) && place >= headers.length)) {
      throw new RosterError('COLUMN_UNKNOWN', `there is no column ${shown(text)} for "${field}"; there are ${listed(headers)}.`, { line });
    }
    given[field] = place;
  }
  return given;
}

/** A header and a word agree exactly, or one of them holds the other at an end: "City (English)", "Name of the member city". */
function byWords(headers: readonly string[], given: Partial<Record<Field, number>>): Partial<Record<Field, number>> {
  const folded = headers.map((header) => fold(header).slice(0, 80));
  const taken = new Set(Object.values(given));
  const found: Partial<Record<Field, number>> = {};
  for (const agrees of [exact, atAnEnd])
    for (const field of FIELDS) {
      if (given[field] !== undefined || found[field] !== undefined) continue;
      const place = firstAgreeing(folded, HEADER_WORDS[field], taken, agrees);
      if (place === undefined) continue;
      found[field] = place;
      taken.add(place);
    }
  return found;
}

type Agrees = (header: string, word: string) => boolean;
const exact: Agrees = (header, word) => header === word;
const atAnEnd: Agrees = (header, word) =>
  word.length > 2 && header.length <= 60 && (header.startsWith(`${word} `) || header.endsWith(` ${word}`));

function firstAgreeing(headers: readonly string[], words: readonly string[], taken: ReadonlySet<number>, agrees: Agrees) {
  for (const word of words) {
    const place = headers.findIndex((header, at) => !taken.has(at) && agrees(header, word));
    if (place >= 0) return place;
  }
  return undefined;
}

interface Guess {
  readonly line: number;
  readonly given: ColumnMap;
}

/** Two columns under one header: which of them is meant only a person can tell. */
function refuseDuplicates(headers: readonly string[], guessed: ColumnMap, { line, given }: Guess): void {
  const told = new Set(Object.values(given));
  for (const place of Object.values(guessed)) {
    const other = headers.findIndex((header, at) => at !== place && !told.has(at) && fold(header) === fold(headers[place] ?? ''));
    if (other < 0) continue;
    const [first, second] = [Math.min(place, other) + 1, Math.max(place, other) + 1];
    const message = `${shown(headers[second - 1] ?? '')} is the header of column ${first} too; rename one, or say by number which is meant.`;
    throw new RosterError('HEADER_DUPLICATE', message, { line, column: second });
  }
}

/** Words that head one thing or another, told by what is below: a "state" may be a country, and "estado" a status or a state. */
function reread(columns: ColumnMap, headers: readonly string[], rows: readonly RawRow[]): ColumnMap {
  const cells = (place: number) => rows.slice(0, 100).flatMap((row) => row.cells[place]?.trim() || []);
  const { region, status, country } = columns;
  if (region !== undefined && country === undefined && cells(region).length > 0 && cells(region).every((cell) => countryNamed(cell)))
    return { ...without(columns, 'region'), country: region };
  const isEstado = status !== undefined && region === undefined && fold(headers[status] ?? '') === 'estado';
  return isEstado && !cells(status).some((cell) => statusNamed(cell)) ? { ...without(columns, 'status'), region: status } : columns;
}

function without(columns: ColumnMap, field: Field): ColumnMap {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => name !== field));
}

/** Columns no header tells: those whose cells are countries or items of Wikidata; and the one that is left may hold the names. */
function byContent(columns: ColumnMap, headers: readonly string[], rows: readonly RawRow[]): ColumnMap {
  const sample = rows.filter((row) => !isBlank(row)).slice(0, 100);
  const taken = new Set<number>(Object.values(columns));
  const free = headers.map((_, place) => place).filter((place) => !taken.has(place));
  const cellsAt = (place: number) => sample.map(({ cells }) => cells[place]?.trim() ?? '').filter((cell) => cell !== '');
  const mostly = (place: number, is: (cell: string) => boolean) => {
    const cells = cellsAt(place);
    return cells.length >= 2 && cells.filter(is).length >= cells.length * 0.9;
  };
  const country = columns.country ?? free.find((place) => mostly(place, (cell) => cell.length < 60 && countryOf(cell) !== undefined));
  const wikidataId = columns.wikidataId ?? free.find((place) => mostly(place, (cell) => /^(?:.*\/)?Q[1-9]\d*$/.test(cell)));
  const isRecognised = taken.size > 0;
  const rest = free.filter((place) => place !== country && place !== wikidataId && mostly(place, isWords));
  const name = columns.name ?? (isRecognised && rest.length === 1 ? rest[0] : undefined);
  return Object.fromEntries(Object.entries({ ...columns, country, wikidataId, name }).filter(([, place]) => place !== undefined));
}

function isWords(cell: string): boolean {
  return /\p{L}{2}/u.test(cell) && !/https?:|@/.test(cell);
}

function missing({ line, cells }: RawRow): RosterError {
  const message = `no header tells which column has the names of the members; the first row with cells has ${listed(cells)}. Put a line of headers such as "City" and "Country" on top, or say which column it is, as in name:2.`;
  return new RosterError('HEADER_MISSING', message, { line, column: 1 });
}

function listed(headers: readonly string[]): string {
  const some = headers.slice(0, 8).map(shown).join(', ');
  return headers.length > 8 ? `${some}, ...` : some;
}
