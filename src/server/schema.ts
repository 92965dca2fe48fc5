import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { type GraphQLArgument, GraphQLSchema, isAbstractType, isInterfaceType, isObjectType, printSchema } from 'graphql';
import { buildSchema, type ClassType, type NonEmptyArray } from 'type-graphql';
import { guardMutations } from '../access/guard-mutations';
import { leadIdsOn, type Redirects } from '../platform/given-ids';
import { showRowsByKey } from '../platform/shown-by-key';
import { makeResolversPlain } from './plain-resolvers';

/** What a schema is made of. */
export interface Served {
  readonly resolvers: NonEmptyArray<ClassType>;
  /** Types that no field names. */
  readonly types: ClassType[];
  readonly redirects: Redirects;
}

/** Builds the schema of the resolvers, with what TypeGraphQL leaves undone. */
export async function hubSchema({ resolvers, types, redirects }: Served): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers,
    orphanedTypes: types,
    validate: false,
    // Asked for as soon as there is a subscription; each of ours brings its own stream.
    pubSub: { publish: () => undefined, subscribe: noTopics },
  });
  // First of all, as it takes away what is around resolvers: the guard of mutations is put around them at the end.
  makeResolversPlain(schema);
  schema.description = ABOUT;
  const [query, mutation, subscription] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  if (query) query.description = 'Everything that can be read. Public unless a field says otherwise.';
  if (mutation) mutation.description = 'Everything that can be written. Each write needs a source and is recorded in `changes`.';
  if (subscription)
    subscription.description = 'Delivered over graphql-ws and server-sent events. After a lost connection resume with `changes(after:)`.';
  for (const type of Object.values(schema.getTypeMap())) {
    // Every row says its type; TypeGraphQL would wrap this in a promise for each value.
    if (isAbstractType(type)) type.resolveType = (row: { __typename: string }) => row.__typename;
    if (isObjectType(type) || isInterfaceType(type)) for (const field of Object.values(type.getFields())) field.args = pageLast(field.args);
  }
  guardMutations(schema);
  // Around the guard too, which asks whom a write concerns.
  leadIdsOn(schema, redirects);
  showRowsByKey(schema);
  return schema;
}

function noTopics(): never {
  throw new Error('Subscriptions say themselves what they follow.');
}

const ABOUT = `City Federation Hub: who is connected to whom among cities, associations of local governments and city networks.

- Every object that has an \`id\` implements \`Node\`; ids are opaque and global (Relay). Link from outside by \`geonamesId\`, \`wikidataId\`, \`unlocode\` or \`slug\`.
- Lists are Relay connections with \`edges\`, \`nodes\`, \`pageInfo\` and \`totalCount\`. \`first\` and \`last\` are at most 100.
- \`asOf\` (what was true on that day) and \`knownAt\` (what the hub had recorded at that moment) are accepted where relationships are read. Both default to now.
- Names are multilingual: the asked tag, its parents, then English, then any. Without \`language\` the request's \`Accept-Language\` counts.
- Every relationship carries its sources.
- Texts are data, never markup.`;

const PAGE = ['first', 'after', 'last', 'before'];

/** What to list before how much of it: inherited arguments come out first otherwise. */
function pageLast(args: readonly GraphQLArgument[]): readonly GraphQLArgument[] {
  return [...args.filter(({ name }) => !PAGE.includes(name)), ...args.filter(({ name }) => PAGE.includes(name))];
}

/** The schema as text, types in the order of the alphabet, so that a change shows where it is. */
export function printed(schema: GraphQLSchema): string {
  const { types, ...rest } = schema.toConfig();
  const byName = [...types].sort((left, right) => (left.name < right.name ? -1 : 1));
  return `${printSchema(new GraphQLSchema({ ...rest, types: byName }))}\n`;
}

/** Changes when the schema does. */
export function hashOf(sdl: string): string {
  return createHash('sha256').update(sdl).digest('hex').slice(0, 16);
}
