import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { features } from '../../src/features';
import { LocalMatcher } from '../../src/identity/local-matcher';
import type { Database, HubDatabase } from '../../src/platform/database';
import { acceptedLanguages } from '../../src/platform/language';
import { Loaders } from '../../src/platform/loaders';
import { LiveRelations } from '../../src/relations';
import { hubSchema } from '../../src/server/schema';

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question; tests read it as such.
export type Data = any;

export interface Answer {
  readonly data: Data;
  readonly errors: ExecutionResult['errors'];
  /** SQL statements it took. */
  readonly statements: number;
  /** What the answer tells of itself. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface Asking {
  readonly variables?: Record<string, unknown>;
  readonly acceptLanguage?: string;
}

let schema: Promise<GraphQLSchema> | undefined;

/** The schema of the hub, built once. */
export function testSchema(): Promise<GraphQLSchema> {
  schema ??= hubSchema(features);
  return schema;
}

const matchers = new WeakMap<Database, LocalMatcher>();

/** One index for all questions to a database. */
function matcherOf(db: Database): LocalMatcher {
  const matcher = matchers.get(db) ?? new LocalMatcher(db);
  matchers.set(db, matcher);
  return matcher;
}

const graphs = new WeakMap<HubDatabase, LiveRelations>();

/** One graph for all questions to a database. */
export function relationsOf(db: HubDatabase): LiveRelations {
  const relations = graphs.get(db) ?? new LiveRelations(db);
  graphs.set(db, relations);
  return relations;
}

/** The context of one request. @param read where its loaders read. */
export function testContext(db: HubDatabase, read: Database = db, acceptLanguage?: string) {
  const about = { version: 'test', schemaHash: 'test', storage: 'test' };
  const extensions = {};
  const accepted = acceptedLanguages(acceptLanguage);
  return {
    loaders: new Loaders(read),
    accepted,
    about,
    extensions,
    matcher: matcherOf(db),
    relations: relationsOf(db).forRequest(extensions),
  };
}

/** Asks the schema itself, without HTTP, and counts the statements: those of the loaders, not those that keep the graph current. */
export async function ask(db: HubDatabase, source: string, { variables, acceptLanguage }: Asking = {}): Promise<Answer> {
  let statements = 0;
  const counted: Database = {
    rows: (query) => {
      statements += 1;
      return db.rows(query);
    },
  };
  const contextValue = testContext(db, counted, acceptLanguage);
  const { data, errors } = await graphql({ schema: await testSchema(), source, contextValue, variableValues: variables ?? null });
  return { data, errors, statements, extensions: contextValue.extensions };
}

/** The data of an answer without errors. */
export async function answer(db: HubDatabase, source: string, asking?: Asking): Promise<Data> {
  const { data, errors } = await ask(db, source, asking);
  if (errors) throw errors[0];
  return data;
}
