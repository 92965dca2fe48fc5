import { HubError } from '../../platform/errors';
import { type Given, numberArgument } from './arguments';
import { eachField, type Fragments, pathOf } from './fragments';
import { LIMITS } from './limits';

/** In the extensions of a schema: its pages are as large as others say, and bounded by their cost alone. */
export const PAGES_OF_OTHERS = { pagesOfOthers: true };

/** `first` or `last` over the largest page or below 0, written or by a variable, wherever a field takes one. */
export function wrongPageSize(given: Given, fragments: Fragments): HubError | undefined {
  const limit = LIMITS.page;
  let found: HubError | undefined;
  eachField(given.operation.selectionSet, fragments, (place) => {
    for (const name of ['first', 'last']) {
      const size = numberArgument(place.field, name, given);
      if (found || size === undefined || (size >= 0 && size <= limit)) continue;
      const field = pathOf(place);
      found = new HubError(
        'BAD_USER_INPUT',
        `${name} of ${field} is ${size}; it takes 0 to ${limit}. Ask for the next pages by their cursors.`,
        {
          field,
          argument: name,
          limit,
        },
      );
    }
  });
  return found;
}
