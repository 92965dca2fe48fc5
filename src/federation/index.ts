import type { GraphQLSchema } from 'graphql';
import { composed } from './compose';
import { subgraphDocument } from './subgraph/print-subgraph';

export { subgraphSchema } from './subgraph/subgraph-schema';

/** The supergraph of the hub without any partner. @param url where it serves its subgraph. */
export function hubAlone(schema: GraphQLSchema, url: string): string {
  const composition = composed([{ name: 'hub', url, typeDefs: subgraphDocument(schema) }]);
  if (composition.outcome === 'composed') return composition.sdl;
  throw new Error(`The hub is no subgraph: ${composition.errors.map(({ message }) => message).join(' ')}`);
}
