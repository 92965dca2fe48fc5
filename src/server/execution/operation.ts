import type { DocumentNode, GraphQLSchema } from 'graphql';

/** A single operation that was found valid. */
export interface Operation {
  /** The schema it was validated against. */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
  /** The variables, coerced; where they are given, the data may come as the text it is to be sent as. */
  readonly coerced?: Readonly<Record<string, unknown>>;
}
