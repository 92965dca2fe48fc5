import {
  type GraphQLFieldConfigMap,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';
import { type EntityOf, entitiesOf } from './entities';
import { entityTypes } from './keys';
import { printedSubgraph } from './print-subgraph';

/**
 * The hub's schema as a subgraph: with `_service` and `_entities` at its root, for a router that joins it with others.
 *
 * Everything else is the schema itself, guards of mutations included.
 *
 * @param entityOf how to find an entity by one of its keys.
 */
export function subgraphSchema<Context>(schema: GraphQLSchema, entityOf: EntityOf<Context>): GraphQLSchema {
  const { query, types, ...rest } = schema.toConfig();
  if (!query) throw new Error('A schema without a query cannot be a subgraph.');
  const { fields, ...root } = query.toConfig();
  const sdl = printedSubgraph(schema);
  const extended = new GraphQLObjectType({ ...root, fields: { ...fields, ...federationFields(schema, sdl, entityOf) } });
  return new GraphQLSchema({ ...rest, query: extended, types: types.filter((type) => type !== query) });
}

function federationFields<Context>(
  schema: GraphQLSchema,
  sdl: string,
  entityOf: EntityOf<Context>,
): GraphQLFieldConfigMap<unknown, Context> {
  const any = new GraphQLScalarType({ name: '_Any', description: 'An entity as `__typename` and the values of one of its keys.' });
  const service = new GraphQLObjectType({
    name: '_Service',
    description: 'This subgraph.',
    fields: { sdl: { type: GraphQLString, description: 'Its schema, with the directives of federation.' } },
  });
  const entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'Whatever has a key.',
    types: entityTypes(schema),
    resolveType: (row: { __typename: string }) => row.__typename,
  });
  return {
    _service: { type: new GraphQLNonNull(service), description: 'This subgraph.', resolve: () => ({ sdl }) },
    _entities: {
      type: new GraphQLNonNull(new GraphQLList(entity)),
      description: 'Entities by their keys, in the order given; null where there is none. At most 1,000.',
      args: { representations: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))), description: 'Which ones.' } },
      resolve: (_root, { representations }, context) => entitiesOf(schema, entityOf, { representations, context }),
    },
  };
}
