import 'reflect-metadata';
import type { ClassType } from 'type-graphql';
import { migrations } from '../migrations';
import { catalogEntities, catalogResolvers, catalogTypes, mergedRecord, nodeQueries, proposalNodes } from './catalog';
import { changesEntities, changesNodes, changesResolvers } from './changes';
import { federationNodes, federationResolvers } from './federation';
import { identityResolvers } from './identity';
import { connectionResolvers } from './platform/connection/connection';
import { NodeResolver } from './platform/node';
import { relationsResolvers } from './relations';
import { rosterEntities, rosterNodes, rosterResolvers } from './roster';

/** Everything the hub serves. */
export const features = {
  entities: [...catalogEntities, ...changesEntities, ...rosterEntities],
  migrations,
  resolvers: [
    NodeResolver,
    nodeQueries(new Map([...rosterNodes, ...changesNodes, ...federationNodes, ...proposalNodes])),
    ...catalogResolvers,
    ...changesResolvers,
    ...federationResolvers,
    ...identityResolvers,
    ...relationsResolvers,
    ...rosterResolvers,
    ...connectionResolvers,
  ] as [ClassType, ...ClassType[]],
  types: catalogTypes,
  redirects: { types: ['City', 'Association', 'Network', 'Institution'], merged: mergedRecord },
};
