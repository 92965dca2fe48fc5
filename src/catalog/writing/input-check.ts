import type { Refusal, UserErrorCode } from '../../access/user-error';
import type { Database } from '../../platform/database';
import { isUuid, parseGlobalId } from '../../platform/global-id';
import type { LocalizedText } from '../../platform/language';
import { endsBeforeItStarts } from '../../platform/partial-date';
import { sql } from '../../platform/sql';
import type { LocalizedTextInput } from './localized-text-input';
import type { HeldFact, HeldVersion } from './record-versions';

/** Where in the arguments something is: `["input", "commitments", "0", "text"]`. */
export type Path = readonly string[];

/** What an id may be of: the GraphQL type, or the kind of fact. */
export type Referable = (typeof ACTORS)[number] | (typeof COLLABORATIONS)[number] | 'MembershipTier' | 'Theme' | 'Region';

export const ACTORS = ['City', 'Country', 'Association', 'Network', 'Institution'] as const;
export const ORGANIZATIONS = ['Association', 'Network', 'Institution'] as const;
export const COLLABORATIONS = ['Twinning', 'JointProject', 'Event', 'Agreement'] as const;

/** Refusals of one input; more help nobody. */
const MOST_REFUSALS = 20;
/** Texts in several languages. */
const MOST_LANGUAGES = 20;

interface Reference {
  readonly given: string;
  readonly types: readonly Referable[];
  readonly path: Path;
}

interface Found {
  readonly id: string;
  readonly type: string;
  readonly key: string;
}

type Given<Value> = Value | null | undefined;

/**
 * What is wrong with an input: all of it, so that it can be mended at once.
 *
 * First everything is looked at; then `lookUp` finds all that is referred to in one statement, and what is referred to has an id.
 */
export class InputCheck {
  private readonly found: Refusal[] = [];
  private readonly references: Reference[] = [];
  private readonly ids = new Map<string, Found>();

  get refusals(): readonly Refusal[] {
    return this.found.slice(0, MOST_REFUSALS);
  }

  get isSound(): boolean {
    return this.found.length === 0;
  }

  refuse(code: UserErrorCode, path: Path, message: string): void {
    this.found.push({ code, field: [...path], message });
  }

  /** A text without space around it; null when absent. Refused when it is blank, too long or no text. */
  text(given: Given<string>, path: Path, most: number): string | null {
    if (given === null || given === undefined) return null;
    const text = given.trim();
    if (text === '') this.refuse('BLANK', path, 'Leave it out or say something.');
    else if (text.length > most) this.refuse('INVALID', path, `At most ${most} characters; these are ${text.length}.`);
    else if (IS_NO_TEXT.test(text)) this.refuse('INVALID', path, 'It contains characters that are no text.');
    return text;
  }

  /** One text in several languages; null when none is given. */
  localized(given: Given<readonly LocalizedTextInput[]>, path: Path, most: number): LocalizedText | null {
    if (!given || given.length === 0) return null;
    if (given.length > MOST_LANGUAGES) this.refuse('LIMIT_REACHED', path, `At most ${MOST_LANGUAGES} languages.`);
    const texts = new Map<string, string>();
    for (const [place, { language, value }] of given.entries()) {
      if (texts.has(language)) this.refuse('INVALID', [...path, String(place), 'language'], `"${language}" is given twice.`);
      if (!LANGUAGE.test(language))
        this.refuse('INVALID', [...path, String(place), 'language'], 'A language is a tag such as "ar" or "fr".');
      texts.set(language, this.text(value, [...path, String(place), 'value'], most) ?? '');
    }
    return Object.fromEntries(texts);
  }

  /** As `localized`, for a text that must be given in some language. */
  localizedAtLeastOnce(given: Given<readonly LocalizedTextInput[]>, path: Path, most: number): LocalizedText {
    const texts = this.localized(given, path, most);
    if (texts === null) this.refuse('BLANK', path, 'Give it in at least one language.');
    return texts ?? {};
  }

  period(from: Given<string>, to: Given<string>, path: Path): void {
    if (endsBeforeItStarts(from, to)) this.refuse('PERIOD_INVALID', path, `It would end (${to}) before it starts (${from}).`);
  }

  atMost(count: number, most: number, path: Path): void {
    if (count > most) this.refuse('LIMIT_REACHED', path, `At most ${most}; these are ${count}.`);
  }

  /** The last version of a fact, unless there is none or somebody has recorded another than the caller has seen. */
  latest({ versions }: HeldFact, expected: Given<Date>, path: Path): HeldVersion | null {
    const last = versions.at(-1);
    if (!last) this.refuse('NOT_FOUND', path, 'There is no such thing.');
    else if (expected && expected.getTime() !== last.recordedAt.getTime()) this.refuseConflict(last);
    return last && this.isSound ? last : null;
  }

  refuseConflict({ recordedAt }: HeldVersion): void {
    this.refuse('VERSION_CONFLICT', ['input', 'expectedRecordedAt'], `It was changed at ${recordedAt.toISOString()}: look at it again.`);
  }

  /** Something that is named by its id, or, for themes and regions, by its code. */
  refer(given: Given<string>, types: readonly Referable[], path: Path): void {
    if (given !== null && given !== undefined) this.references.push({ given, types, path });
  }

  referAll(given: Given<readonly string[]>, types: readonly Referable[], path: Path): void {
    for (const [place, id] of (given ?? []).entries()) this.refer(id, types, [...path, String(place)]);
    this.atMost(given?.length ?? 0, MOST_NAMED, path);
  }

  /**
   * Finds everything that was referred to, and refuses what is not there or is something else.
   *
   * It takes hold of the actors among it for this transaction, before anything is written: whoever merges one of them waits, or has finished, and
   * then the id leads on. The lock has a statement of its own: one that waits sees what was there when it began.
   */
  async lookUp(tx: Database): Promise<void> {
    if (this.references.length === 0) return;
    const keys = [...new Set(this.references.map(({ given }) => keyOf(given)))].filter((key) => key.length <= 120);
    const uuids = keys.filter(isUuid);
    await tx.rows(sql`SELECT FROM actor WHERE id = ANY(${uuids}) ORDER BY id FOR KEY SHARE`);
    const rows = await tx.rows<Found>(sql`
      SELECT coalesce(merged_into_id, id) AS id, initcap(kind) AS type, id::text AS key FROM actor WHERE id = ANY(${uuids})
      UNION ALL SELECT id, kind, id::text FROM fact WHERE id = ANY(${uuids})
      UNION ALL SELECT id, 'Theme', asked FROM theme JOIN unnest(${keys}::text[]) AS asked ON asked IN (id::text, code)
      UNION ALL SELECT id, 'Region', asked FROM region JOIN unnest(${keys}::text[]) AS asked ON asked IN (id::text, code)`);
    for (const { given, types, path } of this.references) {
      const row = rows.find(({ key, type }) => key === keyOf(given) && types.some((one) => one === type));
      if (row) this.ids.set(given, row);
      else this.refuse('NOT_FOUND', path, `There is no ${types.join(', ')} with that id.`);
    }
  }

  /** The uuid of what was referred to; only once the input is sound. */
  id(given: Given<string>): string | null {
    return given === null || given === undefined ? null : (this.ids.get(given)?.id ?? null);
  }

  /** Each once. */
  idsOf(given: Given<readonly string[]>): string[] {
    return [...new Set((given ?? []).flatMap((one) => this.id(one) ?? []))];
  }

  /** What was referred to is. */
  typeOf(given: Given<string>): string | null {
    return given === null || given === undefined ? null : (this.ids.get(given)?.type ?? null);
  }
}

/** Things in one list of an input. */
const MOST_NAMED = 500;

/** U+0000, and halves of characters. */
const IS_NO_TEXT = /\0|\p{Surrogate}/u;
/** As the database keeps it. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

function keyOf(given: string): string {
  return parseGlobalId(given)?.key ?? given;
}
