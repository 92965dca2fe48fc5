import 'reflect-metadata';
import type { ClassType } from 'type-graphql';
import { migrations } from '../migrations';
import { catalogEntities, catalogResolvers, catalogTypes } from './catalog';
import { identityResolvers } from './identity';
import { connectionResolvers } from './platform/connection/connection';
import { NodeResolver } from './platform/node';

/** Everything the hub serves. */
export const features = {
  entities: catalogEntities,
  migrations,
  resolvers: [NodeResolver, ...catalogResolvers, ...identityResolvers, ...connectionResolvers] as [ClassType, ...ClassType[]],
  types: catalogTypes,
};
