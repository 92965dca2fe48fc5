import type { OutsideAnswer, OutsideFault } from '../../platform/outside/outside';
import { isDeeper } from './json-depth';

/** What a partner sent, as far as it is JSON of the right form; nothing in it is trusted yet. */
export interface RawAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly RawError[];
}

export interface RawError {
  readonly path: readonly (string | number)[] | null;
}

export type Fault = 'PARTNER_UNAVAILABLE' | 'PARTNER_TIMEOUT';

/** Lists and objects inside each other. */
const DEEPEST = 64;
const MOST_ERRORS = 10;

/** Reads what came back, or why nothing did. Of errors only their place is kept: their words may be anything. */
export function readRaw(answer: OutsideAnswer | OutsideFault): RawAnswer | Fault {
  if (answer.outcome === 'timeout') return 'PARTNER_TIMEOUT';
  if (answer.outcome !== 'answered' || answer.status !== 200) return 'PARTNER_UNAVAILABLE';
  if (!/^application\/(graphql-response\+)?json\b/i.test(answer.contentType) || isDeeper(answer.body, DEEPEST))
    return 'PARTNER_UNAVAILABLE';
  try {
    return shaped(JSON.parse(answer.body.toString('utf8')));
  } catch {
    return 'PARTNER_UNAVAILABLE';
  }
}

function shaped(json: unknown): RawAnswer | Fault {
  if (!isObject(json)) return 'PARTNER_UNAVAILABLE';
  const { data = null, errors } = json;
  if ((data !== null && !isObject(data)) || (errors !== undefined && !Array.isArray(errors))) return 'PARTNER_UNAVAILABLE';
  // Neither data nor an error is no answer of GraphQL.
  if (data === null && !errors?.length) return 'PARTNER_UNAVAILABLE';
  return {
    data,
    errors: (errors ?? []).slice(0, MOST_ERRORS).map((error: unknown) => ({ path: isObject(error) ? pathIn(error.path) : null })),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST_PATH = 30;

function pathIn(path: unknown): RawError['path'] {
  if (!Array.isArray(path) || path.length === 0 || path.length > LONGEST_PATH) return null;
  const isPath = path.every((step) => Number.isSafeInteger(step) || (typeof step === 'string' && /^[_A-Za-z]\w{0,100}$/.test(step)));
  return isPath ? path : null;
}
