import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { canonical } from './language';

/** Days of each month of a leap year or not: whether the day exists. */
function isRealDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const PARTIAL = /^\d{4}(-\d{2}(-\d{2})?)?$/;

export function isDay(text: string): boolean {
  return DAY.test(text) && !text.startsWith('0000') && isRealDay(text);
}

/** Whether a text is a year, a month or a day that exists: `2026`, `2026-03`, `2026-03-14`. */
export function isPartialDate(text: string): boolean {
  return PARTIAL.test(text) && !text.startsWith('0000') && isRealDay(`${text}-01-01`.slice(0, 10));
}

/** A scalar that is a text of a certain form, in and out. */
function textScalar(
  name: string,
  description: string,
  accept: (text: string) => string | null,
  specifiedByURL?: string,
): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    const accepted = typeof value === 'string' ? accept(value) : null;
    if (accepted === null)
      throw new GraphQLError(`${name} cannot represent ${JSON.stringify(value)?.slice(0, 60) ?? 'this value'}. ${description}`);
    return accepted;
  };
  return new GraphQLScalarType({
    name,
    description,
    specifiedByURL: specifiedByURL ?? null,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
  });
}

export const DateScalar = textScalar('Date', 'A calendar day, ISO 8601 (`2026-11-23`).', (text) => (isDay(text) ? text : null));

export const PartialDateScalar = textScalar(
  'PartialDate',
  'A day, month or year of known precision (EDTF level 0): `2026`, `2026-03` or `2026-03-14`. News rarely gives more; the hub never invents the missing part.',
  (text) => (isPartialDate(text) ? text : null),
);

export const UrlScalar = textScalar('URL', 'An absolute http(s) URL.', (text) =>
  /^https?:\/\/\S+$/.test(text) && URL.canParse(text) ? text : null,
);

export const LanguageTagScalar = textScalar(
  'LanguageTag',
  'A BCP-47 language tag, such as `ar`, `ar-MA`, `fr`, `zgh`.',
  (text) => (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/.test(text) ? canonical(text) : null),
  'https://www.rfc-editor.org/info/bcp47',
);

export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  description: 'An instant, ISO 8601 with offset (`2026-11-23T20:04:00Z`).',
});

export const JsonScalar = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Any JSON value. Used only for change records.',
});
