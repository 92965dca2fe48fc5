import type { GraphQLError } from 'graphql';

/** What is wrong with a partner's schema, in words its developer can act on. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** Where: `City.score`, say. */
  readonly coordinate: string | null;
  /** What to change, in one sentence. */
  readonly remedy: string | null;
}

const REMEDIES: Readonly<Record<string, string>> = {
  INVALID_FIELD_SHARING: 'Another subgraph has this field already: give yours another name.',
  SATISFIABILITY_ERROR: 'Give the type an @key by which it can be reached from the rest of the schema.',
  TYPE_KIND_MISMATCH: 'Another subgraph has a type of this name that is of another kind: rename yours.',
  FIELD_TYPE_MISMATCH: 'Give the field the type the hub gives it, or another name.',
  INVALID_GRAPHQL: 'Correct the schema; graphql-js must be able to build it.',
  KEY_INVALID_FIELDS: 'Name a field of this type in fields: "...".',
};

/** Longest message that is passed on. */
const LONGEST = 500;

/** What the composer found wrong. */
export function composerProblem({ message, extensions }: GraphQLError): Problem {
  const code = typeof extensions.code === 'string' ? extensions.code : 'COMPOSITION_FAILED';
  const coordinate = /"([A-Z_a-z]\w*(?:\.\w+)?)"/.exec(message)?.[1] ?? null;
  return { code, message: message.slice(0, LONGEST), coordinate, remedy: REMEDIES[code] ?? null };
}
