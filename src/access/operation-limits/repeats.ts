import type { DocumentNode } from 'graphql';

import { HubError } from '../../platform/errors';
import { type Definition, definitionsOf, eachField, type Fragments, fragmentsOf, type Place, pathOf } from './fragments';
import { LIMITS } from './limits';

/** How often each name is asked at one place of the answer, and below it. */
interface Asked {
  count: number;
  readonly below: Map<string, Asked>;
}

/**
 * The same field written many times at one place of the answer.
 *
 * The answer holds it once, but validation compares every two copies, at every level above them: 10,000 copies stop the process.
 */
export function tooManyRepeats(document: DocumentNode): HubError | undefined {
  const limit = LIMITS.repeats;
  const fragments = fragmentsOf(document);
  for (const definition of definitionsOf(document)) {
    const place = repeatedPlace(definition, fragments);
    if (place)
      return new HubError('COST_LIMIT_EXCEEDED', `The field ${pathOf(place)} is asked more than ${limit} times at one place.`, { limit });
  }
  return undefined;
}

function repeatedPlace(definition: Definition, fragments: Fragments): Place | undefined {
  const root: Asked = { count: 0, below: new Map() };
  const asked = new Map<Place, Asked>();
  let found: Place | undefined;
  eachField(definition.selectionSet, fragments, (place) => {
    const { below } = (place.parent && asked.get(place.parent)) ?? root;
    const here = below.get(place.key) ?? { count: 0, below: new Map() };
    here.count += 1;
    below.set(place.key, here);
    asked.set(place, here);
    if (here.count > LIMITS.repeats) found ??= place;
  });
  return found;
}
