import { LANGUAGES, type LocalizedText } from '../platform/language';
import { isPartialDate } from '../platform/scalars';
import type { Words } from '../platform/words';
import { DataError } from './data-error';

const URL_FORM = /^https?:\/\/\S+$/;
const LANGUAGE_FORM = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** One row of a data file; each reading checks the cell, and a wrong one stops the load. */
export class Row<Column extends string = string> {
  constructor(
    readonly file: string,
    readonly line: number,
    private readonly cells: ReadonlyMap<string, string>,
    /** The file's own words over its columns, where they are others. */
    private readonly headers: ReadonlyMap<string, string> = new Map(),
  ) {}

  fail(column: Column, problem: string): never {
    throw new DataError(this.file, this.line, this.headers.get(column) ?? column, problem);
  }

  maybe(column: Column): string | null {
    return this.cells.get(column)?.trim().normalize('NFC') || null;
  }

  text(column: Column): string {
    return this.maybe(column) ?? this.fail(column, 'it must not be empty.');
  }

  word<Word extends string>(column: Column, words: Words<Word>): Word {
    return this.maybeWord(column, words) ?? this.fail(column, `it must be one of ${Object.keys(words).join(', ')}.`);
  }

  maybeWord<Word extends string>(column: Column, words: Words<Word>): Word | null {
    const cell = this.maybe(column);
    if (cell === null || Object.hasOwn(words, cell)) return cell as Word | null;
    return this.fail(column, `"${cell}" is none of ${Object.keys(words).join(', ')}.`);
  }

  words<Word extends string>(column: Column, words: Words<Word>): Word[] {
    return this.list(column).map((cell) =>
      Object.hasOwn(words, cell) ? (cell as Word) : this.fail(column, `"${cell}" is none of ${Object.keys(words).join(', ')}.`),
    );
  }

  /** A year, a month or a day that exists. */
  date(column: Column): string | null {
    return this.checked(column, isPartialDate, 'is no year, month or day (2024, 2024-02, 2024-02-29)');
  }

  url(column: Column): string | null {
    return this.checked(column, (cell) => URL_FORM.test(cell) && URL.canParse(cell), 'is no address starting with http:// or https://');
  }

  language(column: Column): string | null {
    return this.checked(column, (cell) => LANGUAGE_FORM.test(cell), 'is no language tag (ar, fr, zgh)');
  }

  /** A whole number, none negative. */
  number(column: Column): number | null {
    const cell = this.checked(column, (text) => /^\d{1,9}$/.test(text), 'is no whole number');
    return cell === null ? null : Number(cell);
  }

  /** How sure a row is, 0 to 1. */
  confidence(column: Column): number {
    const cell = this.checked(column, (text) => /^(0(\.\d+)?|1(\.0+)?)$/.test(text), 'is no number from 0 to 1');
    return cell === null ? this.fail(column, 'it must not be empty.') : Number(cell);
  }

  flag(column: Column): boolean {
    return this.checked(column, (cell) => cell === 'true' || cell === 'false', 'is neither true nor false') === 'true';
  }

  /** The words of a source: short, or they would be a copy. */
  quote(column: Column): string | null {
    return this.checked(column, (cell) => cell.length <= 300, 'is longer than 300 characters');
  }

  list(column: Column, separator = ';'): string[] {
    return (this.maybe(column) ?? '').split(separator).flatMap((part) => part.trim() || []);
  }

  /** A text in several languages, from the columns `prefix_en`, `prefix_fr`, ... that the file has. */
  texts(prefix: string): LocalizedText | null {
    const given = LANGUAGES.flatMap((language) => {
      const text = this.maybe(`${prefix}_${language}` as Column);
      return text === null ? [] : [[language, text] as const];
    });
    return given.length === 0 ? null : Object.fromEntries(given);
  }

  textsRequired(prefix: string): LocalizedText {
    return this.texts(prefix) ?? this.fail(`${prefix}_en` as Column, 'a text in some language is needed.');
  }

  private checked(column: Column, isRight: (cell: string) => boolean, problem: string): string | null {
    const cell = this.maybe(column);
    return cell === null || isRight(cell) ? cell : this.fail(column, `"${cell}" ${problem}.`);
  }
}
