import { containsSupergraphSpec, transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import type { Registry } from 'prom-client';
import { PAGES_OF_OTHERS } from '../../access/operation-limits/page-size';
import type { Outside } from '../../platform/outside/outside';
import { PartnerStates } from './health';
import { measurePartners } from './partner-metrics';
import type { Planned } from './planner';
import { loadSupergraph } from './supergraph';

export interface AloneOptions {
  readonly outside: Outside;
  readonly log: { warn(about: object, message: string): void };
  readonly metrics: Registry;
}

export interface SupergraphAlone {
  readonly schema: GraphQLSchema;
  onSchema(tell: (schema: GraphQLSchema) => void): () => void;
  execute(operation: Planned): Promise<ExecutionResult>;
}

/** Milliseconds for all subgraphs of one operation together. */
const DEADLINE = 10_000;

/** A supergraph none of whose parts is in this process. @throws Error when it is none, or cannot be planned over. */
export async function openSupergraph(sdl: string, { outside, log, metrics }: AloneOptions): Promise<SupergraphAlone> {
  if (!containsSupergraphSpec(sdl)) throw new Error('This is no supergraph of Federation v2: compose the subgraphs first.');
  const document = transformSupergraphToPublicSchema(parse(sdl, { noLocation: true }));
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  schema.extensions = PAGES_OF_OTHERS;
  const onTurn = (partner: string, turn: string) => log.warn({ partner, turn }, 'a subgraph came or went');
  const states = new PartnerStates();
  const onCall = measurePartners(metrics, states);
  const supergraph = await loadSupergraph(sdl, schema, { outside, states, deadline: DEADLINE, onTurn, onCall, log });
  return {
    schema,
    onSchema: (tell) => {
      tell(schema);
      return () => undefined;
    },
    execute: supergraph.execute,
  };
}
