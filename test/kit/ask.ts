import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { features } from '../../src/features';
import { LocalMatcher } from '../../src/identity/local-matcher';
import type { Database } from '../../src/platform/database';
import { acceptedLanguages } from '../../src/platform/language';
import { Loaders } from '../../src/platform/loaders';
import { hubSchema } from '../../src/server/schema';

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question; tests read it as such.
export type Data = any;

export interface Answer {
  readonly data: Data;
  readonly errors: ExecutionResult['errors'];
  /** SQL statements it took. */
  readonly statements: number;
}

export interface Asking {
  readonly variables?: Record<string, unknown>;
  readonly acceptLanguage?: string;
}

let schema: Promise<GraphQLSchema> | undefined;

/** The schema of the hub, built once. */
export function testSchema(): Promise<GraphQLSchema> {
  schema ??= hubSchema(features.resolvers, features.types);
  return schema;
}

const matchers = new WeakMap<Database, LocalMatcher>();

/** One index for all questions to a database. */
function matcherOf(db: Database): LocalMatcher {
  const matcher = matchers.get(db) ?? new LocalMatcher(db);
  matchers.set(db, matcher);
  return matcher;
}

/** Asks the schema itself, without HTTP, and counts the statements. */
export async function ask(db: Database, source: string, { variables, acceptLanguage }: Asking = {}): Promise<Answer> {
  let statements = 0;
  const counted: Database = {
    rows: (query) => {
      statements += 1;
      return db.rows(query);
    },
  };
  const about = { version: 'test', schemaHash: 'test', storage: 'test' };
  const contextValue = { loaders: new Loaders(counted), accepted: acceptedLanguages(acceptLanguage), about, matcher: matcherOf(db) };
  const { data, errors } = await graphql({ schema: await testSchema(), source, contextValue, variableValues: variables ?? null });
  return { data, errors, statements };
}

/** The data of an answer without errors. */
export async function answer(db: Database, source: string, asking?: Asking): Promise<Data> {
  const { data, errors } = await ask(db, source, asking);
  if (errors) throw errors[0];
  return data;
}
