import { type DocumentNode, visit } from 'graphql';

import { HubError } from '../../platform/errors';
import { LIMITS } from './limits';

/** Lists and objects inside each other in the arguments written in a document, such as `and` in `and` of a filter. */
export function tooDeepLiteral(document: DocumentNode): HubError | undefined {
  let depth = 0;
  let deepest = 0;
  const inside = {
    enter: () => {
      depth += 1;
      deepest = Math.max(deepest, depth);
    },
    leave: () => {
      depth -= 1;
    },
  };
  visit(document, { ListValue: inside, ObjectValue: inside });
  return deepest > LIMITS.valueDepth ? refusal('An argument') : undefined;
}

/** The same for the variables. It does not recurse, as a body may nest deeper than the stack. */
export function tooDeepVariables(variables: Readonly<Record<string, unknown>>): HubError | undefined {
  const limit = LIMITS.valueDepth;
  let level = Object.values(variables);
  for (let depth = 0; depth <= limit && level.length > 0; depth += 1) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return level.length > 0 ? refusal('A variable') : undefined;
}

function refusal(what: string): HubError {
  const limit = LIMITS.valueDepth;
  return new HubError('DEPTH_LIMIT_EXCEEDED', `${what} nests lists and objects more than ${limit} deep, the most allowed.`, { limit });
}
