import type { Context } from '../platform/context';
import type { Typed } from '../platform/node';
import { SubgraphResolver, SubgraphVersionResolver, SupergraphVersionResolver } from './registry/registry.resolver';
import {
  RegistryMutations,
  SubgraphCheckPayloadResolver,
  SubgraphPayloadResolver,
  SupergraphPayloadResolver,
} from './registry/registry-mutations.resolver';
import { checkById, subgraphById, supergraphById, versionById } from './registry/rows';

export { Gateway } from './gateway/gateway';
export { openSupergraph } from './gateway/supergraph-alone';
export { tidyUsage } from './gateway/usage';
export { HubAlone } from './registry/candidate';
export { checkCommand, listCommand, publishCommand, rollbackCommand, type SubgraphOptions } from './registry/subgraph-command';
export { subgraphSchema } from './subgraph/subgraph-schema';

export const federationResolvers = [
  RegistryMutations,
  SubgraphCheckPayloadResolver,
  SubgraphPayloadResolver,
  SubgraphResolver,
  SubgraphVersionResolver,
  SupergraphPayloadResolver,
  SupergraphVersionResolver,
];

type Load = (context: Context, id: string) => Promise<Typed | null>;

/** How to load what the registry keeps. */
export const federationNodes: ReadonlyMap<string, Load> = new Map<string, Load>([
  ['Subgraph', ({ loaders }, id) => loaders.one(subgraphById, id)],
  ['SubgraphCheck', ({ loaders }, id) => loaders.one(checkById, id)],
  ['SubgraphVersion', ({ loaders }, id) => loaders.one(versionById, id)],
  ['SupergraphVersion', ({ loaders }, id) => loaders.one(supergraphById, id)],
]);
