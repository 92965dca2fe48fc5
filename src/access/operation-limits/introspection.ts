import type { FieldNode, OperationDefinitionNode } from 'graphql';

import { HubError } from '../../platform/errors';
import { eachField, type Fragments, type Place, pathOf } from './fragments';
import { LIMITS } from './limits';

/** Introspection fields that lead from a type to its parts; each such step multiplies the answer by the size of a type. */
const STEPS: ReadonlySet<string> = new Set(['types', 'fields', 'inputFields', 'interfaces', 'possibleTypes']);

/**
 * Introspection is open, but its answer may not be multiplied: no aliases in it, no way from a type's fields to the fields of
 * their types below `types`, and few `__type`s. The query of GraphiQL and Sandbox passes, and `__type { fields { type { fields } } }`.
 */
export function introspectionTooLarge(operation: OperationDefinitionNode, fragments: Fragments): HubError | undefined {
  let found: string | undefined;
  let types = 0;
  eachField(operation.selectionSet, fragments, (place) => {
    const root = rootOf(place);
    if (!isIntrospection(root.field)) return;
    if (place === root && root.field.name.value === '__type') types += 1;
    else if (place.field.alias) found ??= `Aliases are not allowed in introspection (${pathOf(place)}).`;
    if (stepsTo(place) > 2) found ??= `Introspection goes too deep at ${pathOf(place)}.`;
  });
  if (types > LIMITS.introspectedTypes) found ??= `At most ${LIMITS.introspectedTypes} __type fields are allowed in one operation.`;
  return found === undefined ? undefined : new HubError('COST_LIMIT_EXCEEDED', `${found} The whole schema is at /schema.graphql.`);
}

function isIntrospection(field: FieldNode): boolean {
  return field.name.value === '__schema' || field.name.value === '__type';
}

function rootOf(place: Place): Place {
  return place.parent ? rootOf(place.parent) : place;
}

function stepsTo(place: Place | undefined): number {
  if (!place) return 0;
  return stepsTo(place.parent) + (STEPS.has(place.field.name.value) ? 1 : 0);
}
