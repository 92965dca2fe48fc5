import { fold } from '../platform/fold';
import { firstDay } from '../platform/partial-date';
import { FIELDS, type Field, type Layout } from './columns';
import { dateIn, isOpenEnd } from './dates';
import { flagsOf } from './flags';
import { localGovernmentKind, saysOrganization } from './kind-words';
import { LIMITS } from './limits';
import { cut, shown } from './problem';
import type { RawRow } from './raw-row';
import { statusNamed } from './status-words';

/** Something of a row that a person ought to see; while one stands, the hub does not decide the row by itself. */
export interface RowIssue {
  readonly code:
    | 'FORMULA'
    | 'HIDDEN_CHARACTERS'
    | 'MIXED_SCRIPTS'
    | 'NO_NAME'
    | 'NAME_TOO_LONG'
    | 'DATE_UNREAD'
    | 'DATE_LESS_PRECISE'
    | 'PERIOD_INVALID'
    | 'IDENTIFIER_UNREAD'
    | 'STATUS_NOT_A_MEMBER'
    | 'END_MISSING'
    | 'FOUNDER_UNREAD'
    | 'SOURCE_UNREAD'
    | 'NOT_A_CITY'
    | 'MORE_CELLS_THAN_HEADERS'
    | 'TIER_UNKNOWN'
    | 'TIER_NOT_OPEN_TO_MEMBER'
    | 'SAME_MEMBER_AS_ANOTHER_LINE'
    | 'MEMBER_OF_ITSELF'
    | 'LOOKS_LIKE_ANOTHER_LINE';
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What a row says of a member. Texts are as listed. */
export interface ParsedRow {
  readonly line: number;
  readonly name: string;
  readonly country: string | null;
  /** Region, province or state. */
  readonly region: string | null;
  readonly tier: string | null;
  readonly memberNumber: string | null;
  readonly since: string | null;
  readonly until: string | null;
  /** A `LocalGovernmentKind`. */
  readonly kind: string | null;
  /** Whether its kind is that of an organisation; an issue says so too, until the hub finds which. */
  readonly isOrganization: boolean;
  readonly geonamesId: string | null;
  readonly wikidataId: string | null;
  readonly unlocode: string | null;
  /** The source's own word for the tier, where the tier is given beside it. */
  readonly tierAsPrinted: string | null;
  readonly status: 'ACTIVE' | 'EXPIRED' | null;
  readonly office: string | null;
  readonly isFounder: boolean | null;
  /** The day the row speaks of; undefined where the roster has no column for it, and so speaks of one day. */
  readonly asOf: string | null | undefined;
  /** The page that says it. */
  readonly source: string | null;
  readonly quote: string | null;
  readonly issues: readonly RowIssue[];
}

/** Reads a row by a layout. Nothing in it is corrected silently: what cannot be read is left out and told. */
export function readRow(raw: RawRow, layout: Layout): ParsedRow {
  const row = new RowReader(raw, layout);
  const [since, until] = [row.date('since'), row.date('until')];
  if (since && until && firstDay(until) < firstDay(since)) row.tell('PERIOD_INVALID', 'until', `it ends before it starts (${since}).`);
  return {
    line: raw.line,
    name: row.name(),
    country: row.text('country'),
    region: row.region(),
    tier: row.text('tier'),
    memberNumber: row.text('memberNumber'),
    since,
    until,
    ...row.kind(),
    geonamesId: row.identifier('geonamesId', /^(?:https?:\/\/\S*?geonames\.org\/)?(\d{1,9})(?:\/\S*)?$/i),
    wikidataId: row.identifier('wikidataId', /^(?:https?:\/\/\S*?\/)?(Q[1-9]\d{0,11})$/i),
    unlocode: row.identifier('unlocode', /^([A-Z]{2} ?[A-Z2-9]{3})$/i),
    ...{ tierAsPrinted: row.text('tierAsPrinted'), status: row.status(until), office: row.text('office'), isFounder: row.founder() },
    asOf: layout.columns.asOf === undefined ? undefined : row.date('asOf'),
    ...{ source: row.source(), quote: row.text('quote') },
    issues: row.issues,
  };
}

class RowReader {
  readonly issues: RowIssue[] = [];

  constructor(
    private readonly raw: RawRow,
    private readonly layout: Layout,
  ) {
    for (const field of FIELDS) this.flag(field);
    const extra = raw.cells.findIndex((cell, place) => place >= layout.headers.length && cell.trim() !== '');
    if (extra >= 0)
      this.tellAt('MORE_CELLS_THAN_HEADERS', extra, 'there is no header over this cell; perhaps a cell before it needs quotes.');
  }

  tell(code: RowIssue['code'], field: Field, message: string): void {
    this.tellAt(code, this.layout.columns[field] ?? 0, message);
  }

  text(field: Field): string | null {
    const place = this.layout.columns[field];
    return (place === undefined ? null : cut(this.raw.cells[place]?.trim() ?? '', 500)) || null;
  }

  name(): string {
    const name = this.text('name') ?? '';
    if (name === '') this.tell('NO_NAME', 'name', 'the name is missing.');
    if (name.length > LIMITS.nameCharacters)
      this.tell('NAME_TOO_LONG', 'name', `the name has more than ${LIMITS.nameCharacters} characters.`);
    return name;
  }

  /** The word over the column belongs to it: Washington may be a state or a county. */
  region(): string | null {
    const [text, header] = [this.text('region'), this.layout.headers[this.layout.columns.region ?? -1] ?? ''];
    return text !== null && fold(header) === 'county' && !/county/i.test(text) ? `${text} County` : text;
  }

  date(field: 'since' | 'until' | 'asOf'): string | null {
    const text = this.text(field);
    if (field === 'until' && text !== null && isOpenEnd(text)) return null;
    const date = text === null ? null : dateIn(text);
    if (text !== null && date === null)
      this.tell('DATE_UNREAD', field, `${shown(text)} is no year, month or day (2024, 2024-02, 2024-02-29).`);
    if (date !== null && text !== null && date.length === 4 && /\d\D+\d{1,2}\D+\d/.test(text))
      this.tell('DATE_LESS_PRECISE', field, `of ${shown(text)} only the year is certain; write ${date}-MM-DD.`);
    return date;
  }

  identifier(field: Field, form: RegExp): string | null {
    const text = this.text(field);
    if (text === null) return null;
    const value = form.exec(text)?.[1]?.toUpperCase().replace(' ', '');
    if (value === undefined) this.tell('IDENTIFIER_UNREAD', field, `${shown(text)} is no identifier of this kind.`);
    return value ?? null;
  }

  kind(): Pick<ParsedRow, 'kind' | 'isOrganization'> {
    const text = this.text('kind') ?? '';
    const isOrganization = saysOrganization(text);
    if (isOrganization)
      this.tell('NOT_A_CITY', 'kind', `${shown(text)} is no local government, and the hub is not sure which organisation it is.`);
    return { kind: isOrganization ? null : localGovernmentKind(text), isOrganization };
  }

  /** Whoever is listed is a member, or was until a day that is given; anything else is for a person. */
  status(until: string | null): ParsedRow['status'] {
    const text = this.text('status') ?? '';
    if (fold(text) === '') return null;
    const status = statusNamed(text);
    if (status === null) this.tell('STATUS_NOT_A_MEMBER', 'status', `${shown(text)} ${NO_STATUS}`);
    else if (status === 'EXPIRED' && until === null)
      this.tell('END_MISSING', 'status', `${shown(text)} asks for the day until which it was a member.`);
    return status;
  }

  founder(): boolean | null {
    const folded = fold(this.text('founder') ?? '');
    if (folded === '') return null;
    const answer = [YES, NO].findIndex((words) => words.test(folded));
    if (answer < 0) this.tell('FOUNDER_UNREAD', 'founder', `${shown(folded)} is neither yes nor no.`);
    return answer < 0 ? null : answer === 0;
  }

  source(): string | null {
    const text = this.text('source');
    if (text === null || (/^https?:\/\/\S+$/.test(text) && URL.canParse(text))) return text;
    this.tell('SOURCE_UNREAD', 'source', `${shown(text)} is no address starting with http:// or https://.`);
    return null;
  }

  private flag(field: Field): void {
    const place = this.layout.columns[field];
    const cell = place === undefined ? undefined : this.raw.cells[place];
    if (place === undefined || cell === undefined) return;
    for (const flag of flagsOf(cell, this.raw.computed?.has(place))) {
      // A formula in a date or a number is read as what it shows; elsewhere it may hide what is meant.
      if (flag !== 'FORMULA' || field === 'name' || field === 'country' || field === 'tier') this.tellAt(flag, place, FLAGGED[flag]);
    }
  }

  private tellAt(code: RowIssue['code'], place: number, message: string): void {
    const header = this.layout.headers[place];
    const [line, column] = [this.raw.line, place + 1];
    this.issues.push({ code, line, column, message: `Line ${line}, column ${column}${header ? ` (${shown(header)})` : ''}: ${message}` });
  }
}

const FLAGGED = {
  FORMULA: 'the cell is a formula, or begins as one; it was read as text.',
  HIDDEN_CHARACTERS: 'the text has characters that cannot be seen, such as marks of direction.',
  MIXED_SCRIPTS: 'a word mixes letters of different scripts that can look the same.',
} as const;

const NO_STATUS =
  'is no word for a member, present ("active") or past ("expired"); if the column says which kind of member, it is the tier (tier:NUMBER OF THE COLUMN).';
const YES = /^(?:true|yes|y|x|1|oui|si|sim|ja|نعم)$/;
const NO = /^(?:false|no|n|0|non|nao|nein|لا)$/;
