import type { DocumentNode } from 'graphql';

import { HubError } from '../../platform/errors';
import { definitionsOf, eachField, fragmentsOf } from './fragments';
import { LIMITS } from './limits';

/** Each alias asks the same thing once more; `__typename` counts as any other field. */
export function tooManyAliases(document: DocumentNode): HubError | undefined {
  const limit = LIMITS.aliases;
  const fragments = fragmentsOf(document);
  for (const { selectionSet } of definitionsOf(document)) {
    let count = 0;
    eachField(selectionSet, fragments, ({ field }) => {
      if (field.alias) count += 1;
    });
    if (count > limit)
      return new HubError('COST_LIMIT_EXCEEDED', `An operation uses ${count} aliases; at most ${limit} are allowed.`, { limit, count });
  }
  return undefined;
}
