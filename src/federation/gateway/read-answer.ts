import { type ExecutionResult, execute, GraphQLError, type GraphQLSchema } from 'graphql';
import { HubError } from '../../platform/errors';
import type { RawAnswer } from './partner-answer';
import { ECHO, type Keys, keysOf, type PartnerDocument, type Representation } from './partner-document';

export interface Asked {
  readonly partner: string;
  readonly schema: GraphQLSchema;
  readonly keys: Keys;
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
  const read = await execute({
    ...{ schema, document: sent.document, rootValue: data, variableValues: variables },
    fieldResolver: (source, _args, _context, { path }) => source[path.key],
    typeResolver: (value: { __typename?: unknown }) => (typeof value.__typename === 'string' ? value.__typename : undefined),
  });
  const wrong = (read.errors ?? []).map(({ path }) => masked(partner, path ?? null));
  const compared = read.data ? comparedEntities(asked, read.data) : [];
  const all = [...told, ...wrong, ...compared].slice(0, MOST_ERRORS);
  return { data: read.data ?? null, ...(all.length > 0 && { errors: all }) };
}

/** Takes out, of each list of entities, what is not what was asked for in its place. */
function comparedEntities({ partner, sent, variables, keys }: Asked, data: Record<string, unknown>): GraphQLError[] {
  return entityFields(sent).flatMap(({ alias, variable }) => {
    const entities = data[alias];
    const representations = variables[variable] as readonly Representation[];
    if (!Array.isArray(entities)) return [];
    if (entities.length !== representations.length) {
      data[alias] = representations.map(() => null);
      return [masked(partner, [alias])];
    }
    return entities.flatMap((entity, at) => {
      if (entity === null || isSame(entity, representations[at]!, keys)) return [];
      entities[at] = null;
      return [masked(partner, [alias, at])];
    });
  });
}

function isSame(entity: Record<string, unknown>, representation: Representation, keys: Keys): boolean {
  const isOfType = entity.__typename === representation.__typename;
  return isOfType && keysOf(representation, keys).every((key) => String(entity[`${ECHO}${key}`]) === String(representation[key]));
}

/** Where a document asks for entities, and by which variable. */
export function entityFields({ document }: Pick<PartnerDocument, 'document'>): { readonly alias: string; readonly variable: string }[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== 'OperationDefinition') return [];
    return definition.selectionSet.selections.flatMap((field) => {
      if (field.kind !== 'Field' || field.name.value !== '_entities') return [];
      const value = field.arguments?.[0]?.value;
      return value?.kind === 'Variable' ? [{ alias: (field.alias ?? field.name).value, variable: value.name.value }] : [];
    });
  });
}

function masked(partner: string, path: GraphQLError['path'] | null): GraphQLError {
  const reason = new HubError('PARTNER_UNAVAILABLE', `The partner "${partner}" did not answer this part as its schema says.`, { partner });
  return new GraphQLError(reason.message, { path: path ?? null, originalError: reason, extensions: { code: reason.code, partner } });
}
