import type { DocumentNode, GraphQLSchema } from 'graphql';

import type { HubError } from '../../platform/errors';
import { tooManyAliases } from './aliases';
import type { Given } from './arguments';
import { operationCost, tooCostly } from './cost';
import { tooDeep } from './depth';
import { tooManyDirectives } from './directives';
import { tooManySelections } from './expansion';
import { fragmentsOf } from './fragments';
import { introspectionTooLarge } from './introspection';
import { wrongPageSize } from './page-size';
import { tooManyRepeats } from './repeats';
import { tooManyRootFields } from './root-fields';
import { tooDeepLiteral, tooDeepVariables } from './value-depth';

/** What can be said of a document alone, once parsed. `tooManySelections` comes before the rules that walk fragments inlined. */
const DOCUMENT_RULES = [tooManySelections, tooDeep, tooManyAliases, tooManyRootFields, tooManyRepeats, tooManyDirectives, tooDeepLiteral];

/**
 * The first limit a document breaks. To be called before validation, whose dearest rule compares every two fields of a place.
 * Its fragments must have names of their own and make no cycle.
 */
export function documentRefusal(document: DocumentNode): HubError | undefined {
  for (const rule of DOCUMENT_RULES) {
    const refusal = rule(document);
    if (refusal) return refusal;
  }
  return undefined;
}

/** What an operation asks for, or the first limit it breaks. */
export type Weighed = { readonly refusal: HubError } | { readonly refusal?: undefined; readonly objects: number };

interface Kept {
  readonly schema: GraphQLSchema;
  readonly given: string;
  readonly weighed: Weighed;
}

/** What operations weighed last, as long as their documents are kept. */
const kept = new WeakMap<Given['operation'], Kept>();

/**
 * Weighs an operation of an accepted and valid document, with the variables of this request.
 *
 * Of a variable that is a text, or true or false, it only matters whether it is given: so what has no others is not weighed twice.
 */
export function weighOperation(schema: GraphQLSchema, document: DocumentNode, asked: Given): Weighed {
  const { operation, variables } = asked;
  for (const name in variables) if (!WEIGHTLESS.has(typeof variables[name])) return weighed(schema, document, asked);
  const given = JSON.stringify(Object.keys(variables));
  const before = kept.get(operation);
  if (before?.schema === schema && before.given === given) return before.weighed;
  const now = weighed(schema, document, asked);
  if (!now.refusal) kept.set(operation, { schema, given, weighed: now });
  return now;
}

const WEIGHTLESS: ReadonlySet<string> = new Set(['string', 'boolean']);

function weighed(schema: GraphQLSchema, document: DocumentNode, given: Given): Weighed {
  const fragments = fragmentsOf(document);
  const page = schema.extensions.pagesOfOthers ? undefined : wrongPageSize(given, fragments);
  const early = tooDeepVariables(given.variables) ?? page ?? introspectionTooLarge(given.operation, fragments);
  if (early) return { refusal: early };
  const cost = operationCost(schema, given, fragments);
  const refusal = tooCostly(cost);
  return refusal ? { refusal } : { objects: Math.ceil(cost.objects) };
}
