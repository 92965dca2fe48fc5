import { type DocumentNode, visit } from 'graphql';

import { HubError } from '../../platform/errors';
import { LIMITS } from './limits';

/** Directives written anywhere in the document. */
export function tooManyDirectives(document: DocumentNode): HubError | undefined {
  const limit = LIMITS.directives;
  let count = 0;
  visit(document, {
    Directive: () => {
      count += 1;
    },
  });
  if (count <= limit) return undefined;
  return new HubError('COST_LIMIT_EXCEEDED', `The document has ${count} directives; at most ${limit} are allowed.`, { limit, count });
}
