import type { DocumentNode } from 'graphql';

import { HubError } from '../../platform/errors';
import { definitionsOf, eachField, fragmentsOf, type Place, pathOf } from './fragments';
import { LIMITS } from './limits';

/** Fields inside fields, introspection included. */
export function tooDeep(document: DocumentNode): HubError | undefined {
  const limit = LIMITS.depth;
  const fragments = fragmentsOf(document);
  let deepest: Place | undefined;
  for (const { selectionSet } of definitionsOf(document)) {
    eachField(selectionSet, fragments, (place) => {
      if (place.depth > (deepest?.depth ?? limit)) deepest = place;
    });
  }
  if (!deepest) return undefined;
  const { depth } = deepest;
  const message = `Fields are nested ${depth} deep; at most ${limit} are allowed. The deepest is ${pathOf(deepest)}.`;
  return new HubError('DEPTH_LIMIT_EXCEEDED', message, { limit, depth });
}
