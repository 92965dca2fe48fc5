import { composeServices } from '@theguild/federation-composition';
import type { DocumentNode, GraphQLError } from 'graphql';

export interface ComposedPart {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

export type Composition =
  | { readonly outcome: 'composed'; readonly sdl: string; readonly publicDocument: DocumentNode }
  | { readonly outcome: 'failed'; readonly errors: readonly GraphQLError[] };

/** Joins subgraphs into a supergraph (Federation v2). Needs no network. */
export function composed(parts: readonly ComposedPart[]): Composition {
  const result = composeServices([...parts]);
  if (result.errors) return { outcome: 'failed', errors: result.errors };
  return { outcome: 'composed', sdl: `${result.supergraphSdl}\n`, publicDocument: result.publicDocumentNode };
}
