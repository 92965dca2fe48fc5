import { type DocumentNode, Kind } from 'graphql';

import { HubError } from '../../platform/errors';
import { LIMITS } from './limits';

/** A document of many operations or fragments is validated whole, however little of it runs. */
export function tooManyDefinitions(document: DocumentNode): HubError | undefined {
  return tooMany(document, Kind.OPERATION_DEFINITION, 'operations') ?? tooMany(document, Kind.FRAGMENT_DEFINITION, 'fragments');
}

function tooMany(document: DocumentNode, kind: Kind, what: 'operations' | 'fragments'): HubError | undefined {
  const limit = LIMITS[what];
  const count = document.definitions.filter((node) => node.kind === kind).length;
  if (count <= limit) return undefined;
  return new HubError('COST_LIMIT_EXCEEDED', `The document has ${count} ${what}; at most ${limit} are allowed.`, { limit, count });
}
