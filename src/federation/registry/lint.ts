import { GraphQLError, Kind, print } from 'graphql';
import { directiveProblems, linkProblems } from './lint-directives';
import { entityProblems } from './lint-entities';
import { nonNull } from './lint-words';
import { keysIn, type PartnerSchema, type PartnerType, readPartnerSchema } from './partner-schema';
import { beginsWith, fieldPrefix, typePrefix } from './prefix';
import type { Problem } from './problem';
import type { Vocabulary } from './vocabulary';

/** Whose schema is looked at, and what is taken. */
export interface Linted {
  readonly name: string;
  readonly hub: Vocabulary;
  /** Types of other partners, with the name of each partner. */
  readonly others: ReadonlyMap<string, string>;
}

export type Lint =
  | { readonly schema: PartnerSchema; readonly problems: readonly Problem[] }
  | { readonly schema: null; readonly problems: readonly Problem[] };

/** Problems told of one schema; whoever has more has seen enough. */
const MOST = 50;

/**
 * Reads a partner's schema and looks for what a partner may not do, before anything is composed: it may add nullable fields to the hub's
 * entities, types and root fields under its own prefix, and nothing else.
 */
export function lint(sdl: string, given: Linted): Lint {
  try {
    const schema = readPartnerSchema(sdl);
    const problems = [
      ...linkProblems(schema),
      ...schema.types.flatMap((type) => [...directiveProblems(type), ...typeProblems(type, given)]),
      ...(schema.types.some((type) => isUseful(type)) ? [] : [NOTHING]),
    ];
    return { schema, problems: problems.slice(0, MOST) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const remedy = 'Send the schema in the GraphQL schema language, as your server prints it.';
    return { schema: null, problems: [{ code: 'SDL_UNREADABLE', message: error.message.slice(0, 300), coordinate: null, remedy }] };
  }
}

const NOTHING: Problem = {
  code: 'PARTNER_ADDS_NOTHING',
  message: 'The schema adds no field to an entity of the hub and no root field.',
  coordinate: null,
  remedy: 'Add a field to a type such as City, or to Query.',
};

function isUseful({ name, fields, ...type }: PartnerType): boolean {
  return fields.length > 0 && (name === 'Query' || keysIn({ name, fields, ...type }).length > 0);
}

function typeProblems(type: PartnerType, given: Linted): Problem[] {
  const { name } = type;
  if (name === 'Query') return type.fields.flatMap((field) => rootProblems(field, given));
  if (name === 'Mutation' || name === 'Subscription') return [operationProblem(name)];
  if (given.hub.keys.has(name)) return entityProblems(type, given.hub);
  if (given.hub.shared.has(name)) return sharedProblems(type, given.hub);
  if (given.hub.scalars.has(name) && type.kind === 'ScalarType') return [];
  if (given.hub.types.has(name)) return [taken(name, 'the hub')];
  const owner = given.others.get(name);
  if (owner !== undefined) return [taken(name, `the partner ${owner}`)];
  return beginsWith(name, typePrefix(given.name)) ? [] : [prefixProblem(name, typePrefix(given.name))];
}

function rootProblems(field: PartnerType['fields'][number], { name, hub }: Linted): Problem[] {
  const coordinate = `Query.${field.name.value}`;
  const prefix = fieldPrefix(name);
  if (hub.types.get('Query')?.includes(field.name.value)) {
    const remedy = `Begin the names of your root fields with ${prefix}.`;
    return [{ code: 'PARTNER_ROOT_FIELD', message: `${coordinate} is served by the hub alone.`, coordinate, remedy }];
  }
  if (!beginsWith(field.name.value, prefix)) return [{ ...prefixProblem(coordinate, prefix), code: 'PARTNER_ROOT_FIELD' }];
  return field.type.kind === Kind.NON_NULL_TYPE ? [nonNull(coordinate, print(field.type))] : [];
}

function prefixProblem(coordinate: string, prefix: string): Problem {
  const message = `${coordinate} does not begin with the prefix of your subgraph, ${prefix}.`;
  return { code: 'PARTNER_PREFIX', message, coordinate, remedy: `Begin its name with ${prefix}.` };
}

function taken(coordinate: string, owner: string): Problem {
  const message = `${coordinate} belongs to ${owner}, and is not one of the types that partners extend or share.`;
  return { code: 'PARTNER_TYPE_TAKEN', message, coordinate, remedy: 'Define a type of your own, under your prefix.' };
}

function operationProblem(coordinate: string): Problem {
  const message = `Partners add to Query and to entities; ${coordinate} is the hub's, as no credentials are passed on.`;
  return { code: 'PARTNER_OPERATION', message, coordinate, remedy: `Leave out ${coordinate}, and offer it at your own address.` };
}

function sharedProblems({ name, fields }: PartnerType, hub: Vocabulary): Problem[] {
  const extra = fields.filter((field) => !hub.types.get(name)?.includes(field.name.value));
  return extra.map((field) => {
    const coordinate = `${name}.${field.name.value}`;
    const message = `${name} is shared by all and has no field ${field.name.value}.`;
    return { code: 'PARTNER_FIELD_TAKEN', message, coordinate, remedy: 'Define a type of your own, under your prefix.' };
  });
}
