import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoFragmentCyclesRule,
  parse,
  specifiedRules,
  UniqueFragmentNamesRule,
  validate,
} from 'graphql';

import { HubError } from '../../platform/errors';
import { tooManyDefinitions } from './definitions';
import { documentRefusal } from './refusals';
import { sourceSize } from './source-size';

/** A document that may run, or why it may not: a limit (`HubError`), or what is wrong with its syntax or its fields (`GraphQLError`). */
export type PreparedDocument =
  | { readonly outcome: 'ready'; readonly document: DocumentNode }
  | { readonly outcome: 'refused'; readonly errors: readonly (HubError | GraphQLError)[] };

/** Errors told of one document: a document with 500 wrong fields is not answered with 500 messages. */
const MAX_ERRORS = 5;

/** Tokens of all the documents kept for one schema: at about half a kilobyte each, 50 MB. */
const CACHED_TOKENS = 100_000;

interface Cache {
  tokens: number;
  /** Least recently used first. */
  readonly documents: Map<string, { readonly document: DocumentNode; readonly tokens: number }>;
}

const caches = new WeakMap<GraphQLSchema, Cache>();

/**
 * Parses, limits and validates a document, in the order in which each step makes the next one cheap: tokens, syntax, number of
 * definitions, cycles, size and shape, and only then the rules of GraphQL. Good documents are remembered for the schema.
 */
export function prepareDocument(schema: GraphQLSchema, text: string): PreparedDocument {
  const known = keptDocument(schema, text);
  if (known) return { outcome: 'ready', document: known };
  const { tokens, refusal } = sourceSize(text);
  const prepared = refusal ? refused([refusal]) : checkedDocument(schema, text);
  if (prepared.outcome === 'ready') keep(cacheOf(schema), text, { document: prepared.document, tokens });
  return prepared;
}

/** The document of a text that was found good before, and is still remembered. */
export function keptDocument(schema: GraphQLSchema, text: string): DocumentNode | undefined {
  const { documents } = cacheOf(schema);
  const kept = documents.get(text);
  if (!kept) return undefined;
  documents.delete(text);
  documents.set(text, kept);
  return kept.document;
}

/** An operation of a kind the schema has none of; the rules of GraphQL leave that to the execution, which fails. */
function unservedOperation(schema: GraphQLSchema, { definitions }: DocumentNode): HubError | undefined {
  const kinds = definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [definition.operation] : []));
  const unserved = kinds.find((kind) => !schema.getRootType(kind));
  return unserved && new HubError('BAD_USER_INPUT', `This hub serves no ${unserved} yet.`);
}

function checkedDocument(schema: GraphQLSchema, text: string): PreparedDocument {
  const document = parsed(text);
  if (document instanceof GraphQLError) return refused([document]);
  const early = tooManyDefinitions(document);
  if (early) return refused([early]);
  const unserved = unservedOperation(schema, document);
  if (unserved) return refused([unserved]);
  const cycles = validate(schema, document, [UniqueFragmentNamesRule, NoFragmentCyclesRule], { maxErrors: MAX_ERRORS });
  if (cycles.length > 0) return refused(cycles.map(invalid));
  const refusal = documentRefusal(document);
  if (refusal) return refused([refusal]);
  const errors = validate(schema, document, specifiedRules, { maxErrors: MAX_ERRORS });
  return errors.length > 0 ? refused(errors.map(invalid)) : { outcome: 'ready', document };
}

function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return coded(error, 'GRAPHQL_PARSE_FAILED');
    throw error;
  }
}

/** graphql-js adds a word of its own after the last error it tells; the limit is on all of them. */
function refused(errors: readonly (HubError | GraphQLError)[]): PreparedDocument {
  return { outcome: 'refused', errors: errors.slice(0, MAX_ERRORS) };
}

function invalid(error: GraphQLError): GraphQLError {
  return coded(error, 'GRAPHQL_VALIDATION_FAILED');
}

function coded(error: GraphQLError, code: string): GraphQLError {
  Object.assign(error.extensions, { code });
  return error;
}

function cacheOf(schema: GraphQLSchema): Cache {
  const cache = caches.get(schema) ?? { tokens: 0, documents: new Map() };
  caches.set(schema, cache);
  return cache;
}

function keep(cache: Cache, text: string, kept: { document: DocumentNode; tokens: number }): void {
  cache.documents.set(text, kept);
  cache.tokens += kept.tokens;
  for (const [oldText, old] of cache.documents) {
    if (cache.tokens <= CACHED_TOKENS) return;
    cache.documents.delete(oldText);
    cache.tokens -= old.tokens;
  }
}
