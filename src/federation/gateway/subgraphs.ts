import { type DocumentNode, type GraphQLSchema, Kind } from 'graphql';
import { answerSchema } from './answer-schema';
import { argument, keyFieldsOf } from './join-spec';
import type { Keys } from './partner-document';

/** A subgraph as its supergraph tells of it. */
export interface Subgraph {
  readonly url: string;
  /** By type, the fields it is found by there. */
  readonly keys: Keys;
  /** By which its answers are read; made when it is first asked. */
  readonly answers: () => GraphQLSchema;
}

/** The subgraphs of a supergraph, by name. */
export function subgraphsIn(supergraph: DocumentNode): Map<string, Subgraph> {
  const graphs = supergraph.definitions.find((node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph');
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map(({ name: { value }, directives = [] }) => {
      const graph = directives.find(({ name }) => name.value === 'join__graph');
      let schema: GraphQLSchema | undefined;
      const answers = () => {
        schema ??= answerSchema(supergraph, value);
        return schema;
      };
      return [argument(graph, 'name') ?? value, { url: argument(graph, 'url') ?? '', keys: keysIn(supergraph, value), answers }];
    }),
  );
}

function keysIn({ definitions }: DocumentNode, graph: string): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    // What has fields inside is no plain value to compare.
    const own = keyFieldsOf(definition, graph).flatMap(({ name, selectionSet }) => (selectionSet ? [] : [name.value]));
    if (own.length > 0) keys.set(definition.name.value, [...new Set(own)]);
  }
  return keys;
}
