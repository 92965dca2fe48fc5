import { type ExecutionResult, execute, GraphQLError, type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import { HubError } from '../../platform/errors';
import type { RawAnswer } from './partner-answer';
import { type Echoes, isThere, type PartnerDocument, type Representation } from './partner-document';

export interface Asked {
  readonly partner: string;
  /** Of the partner. */
  readonly schema: GraphQLSchema;
  readonly sent: PartnerDocument;
  readonly variables: Readonly<Record<string, unknown>>;
}

const MOST_ERRORS = 10;

/**
 * What a partner sent, as far as it is what its schema says: every field of its type, every entity the one that was asked for. Whatever is
 * not becomes null, with an error in its place; of the partner's own errors only the places are told.
 */
export async function readAnswer(asked: Asked, { data, errors }: RawAnswer): Promise<ExecutionResult> {
  const { partner, schema, sent, variables } = asked;
  const told = errors.map(({ path }) => masked(partner, path));
  if (data === null) return { data: null, errors: told };
  const { rootValue, wrong } = withEntitiesCompared(asked, data);
  const read = await execute({
    ...{ schema, document: sent.reading, rootValue, variableValues: variables },
    fieldResolver: (source, _args, _context, { path }) => source[path.key],
    typeResolver: ({ __typename }: Readonly<Record<string, unknown>>) => (typeof __typename === 'string' ? __typename : undefined),
  });
  const all = [...told, ...[...wrong, ...(read.errors ?? [])].map(({ path }) => masked(partner, path ?? null))].slice(0, MOST_ERRORS);
  return { data: read.data ?? null, ...(all.length > 0 && { errors: all }) };
}

interface Compared {
  readonly rootValue: Record<string, unknown>;
  readonly wrong: Pick<GraphQLError, 'path'>[];
}

/** Takes out, of each list of entities, what is not what was asked for in its place. */
function withEntitiesCompared(asked: Asked, data: Readonly<Record<string, unknown>>): Compared {
  const rootValue = { ...data };
  const wrong: Compared['wrong'] = [];
  for (const { alias, variable, echoes } of asked.sent.entities) {
    const entities = data[alias];
    const representations = asked.variables[variable] as readonly Representation[];
    if (!Array.isArray(entities)) continue;
    const isWhole = entities.length === representations.length;
    if (!isWhole) wrong.push({ path: [alias] });
    rootValue[alias] = representations.map((representation, at) => {
      if (!isWhole || entities[at] === null) return null;
      if (isSame(entities[at], representation, { schema: asked.schema, echoes })) return entities[at];
      wrong.push({ path: [alias, at] });
      return null;
    });
  }
  return { rootValue, wrong };
}

interface Told {
  readonly schema: GraphQLSchema;
  readonly echoes: Echoes;
}

function isSame(entity: unknown, representation: Representation, { schema, echoes }: Told): boolean {
  if (typeof entity !== 'object' || entity === null) return false;
  const given = entity as Readonly<Record<string, unknown>>;
  const type = String(representation.__typename);
  const isKeyed = [...(echoes.get(type) ?? [])].every(
    ([key, name]) => !isThere(representation[key]) || String(given[name]) === String(representation[key]),
  );
  return isKeyed && isOfType(schema, given.__typename, type);
}

/** Who is asked for something of an interface may say what it is. */
function isOfType(schema: GraphQLSchema, given: unknown, asked: string): boolean {
  if (given === asked) return true;
  const [type, abstract] = [schema.getType(String(given)), schema.getType(asked)];
  return isObjectType(type) && isAbstractType(abstract) && schema.isSubType(abstract, type);
}

function masked(partner: string, path: GraphQLError['path'] | null): GraphQLError {
  const reason = new HubError('PARTNER_UNAVAILABLE', `The partner "${partner}" did not answer this part as its schema says.`, { partner });
  return new GraphQLError(reason.message, { path: path ?? null, originalError: reason, extensions: { code: reason.code, partner } });
}
