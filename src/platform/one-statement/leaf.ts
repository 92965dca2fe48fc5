import { type GraphQLOutputType, getNamedType, getNullableType, isEnumType, isListType } from 'graphql';
import { raw, type Sql, sql } from '../sql';
import { notTold } from './told';

/** Scalars that JSON has, or that are texts and shown as they are kept. */
const AS_KEPT: ReadonlySet<string> = new Set(['String', 'Int', 'Float', 'Boolean', 'Date', 'PartialDate', 'URL', 'LanguageTag']);

/** A value, or a list of values, as GraphQL shows one of a type. */
export function leafInSql(type: GraphQLOutputType, value: Sql): Sql {
  const named = getNamedType(type);
  // The words of an enum are its values.
  if (isEnumType(named) || AS_KEPT.has(named.name)) return value;
  if (named.name === 'ID') return sql`(${value})::${raw(isListType(getNullableType(type)) ? 'text[]' : 'text')}`;
  if (isListType(getNullableType(type))) return notTold();
  if (named.name === 'DateTime') return sql`to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return notTold();
}
