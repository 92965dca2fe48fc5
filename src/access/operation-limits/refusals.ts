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

/** Weighs an operation of an accepted and valid document, with the variables of this request. */
export function weighOperation(schema: GraphQLSchema, document: DocumentNode, given: Given): Weighed {
  const fragments = fragmentsOf(document);
  const page = schema.extensions.pagesOfOthers ? undefined : wrongPageSize(given, fragments);
  const early = tooDeepVariables(given.variables) ?? page ?? introspectionTooLarge(given.operation, fragments);
  if (early) return { refusal: early };
  const cost = operationCost(schema, given, fragments);
  const refusal = tooCostly(cost);
  return refusal ? { refusal } : { objects: Math.ceil(cost.objects) };
}
