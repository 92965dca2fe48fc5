import { type DocumentNode, Kind } from 'graphql';

import { HubError } from '../../platform/errors';
import { definitionsOf, eachField, fragmentsOf } from './fragments';
import { LIMITS } from './limits';

/** Questions put side by side in one operation. */
export function tooManyRootFields(document: DocumentNode): HubError | undefined {
  const limit = LIMITS.rootFields;
  const fragments = fragmentsOf(document);
  for (const definition of definitionsOf(document)) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    let count = 0;
    eachField(definition.selectionSet, fragments, ({ depth }) => {
      if (depth === 1) count += 1;
    });
    if (count > limit)
      return new HubError('COST_LIMIT_EXCEEDED', `An operation has ${count} root fields; at most ${limit} are allowed.`, { limit, count });
  }
  return undefined;
}
