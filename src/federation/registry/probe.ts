import { type DefinitionNode, print } from 'graphql';
import type { Outside, OutsideAnswer, OutsideFault } from '../../platform/outside/outside';
import { readRaw } from '../gateway/partner-answer';
import { keysIn, readPartnerSchema, toCompose } from './partner-schema';
import type { Problem } from './problem';
import type { Probe } from './rows';

/** What a service answered when it was asked what it is. */
export interface Asked {
  readonly probe: Probe;
  /** The schema it serves; null when it did not say. */
  readonly served: string | null;
}

const DEADLINE = 4_000;
/** Above the largest schema, escaped as JSON. */
const MOST = 2 * 1024 * 1024;

/** Asks a service for its schema. */
export async function askSchema(outside: Outside, url: string): Promise<Asked> {
  const answer = await post(outside, url, { query: '{ _service { sdl } }' });
  const raw = readRaw(answer);
  if (typeof raw === 'string') return { probe: { reachable: false, message: reasonOf(answer) }, served: null };
  const sdl = (raw.data?._service as { sdl?: unknown } | null | undefined)?.sdl;
  if (typeof sdl === 'string') return { probe: { reachable: true, message: null }, served: sdl };
  return { probe: { reachable: true, message: 'It answers, but not to { _service { sdl } } as a subgraph does.' }, served: null };
}

/** In words that tell nothing of what lies behind the address. */
function reasonOf(answer: OutsideAnswer | OutsideFault): string {
  if (answer.outcome === 'refused') return answer.reason;
  if (answer.outcome === 'timeout') return `It did not answer within ${DEADLINE / 1000} s.`;
  if (answer.outcome === 'too-large') return 'Its answer is too large.';
  if (answer.outcome === 'compressed') return 'Its answer is compressed, which was not asked for.';
  if (answer.outcome === 'unreachable') return 'Nothing answers at the address.';
  return answer.status === 200 ? 'Its answer is not one of GraphQL over HTTP.' : `It answers with the status ${answer.status}.`;
}

function post(outside: Outside, url: string, body: object): Promise<OutsideAnswer | OutsideFault> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  return outside.askAgain(url, { headers, body: JSON.stringify(body), deadline: DEADLINE, most: MOST });
}

/** Whether two schemas say the same, in whatever order and layout. */
export function isSameSchema(left: string, right: string): boolean {
  try {
    return normal(left) === normal(right);
  } catch {
    return false;
  }
}

function normal(sdl: string): string {
  const schema = readPartnerSchema(sdl);
  const isOwn = (node: DefinitionNode) => 'name' in node && schema.types.some(({ name }) => name === node.name?.value);
  const types = toCompose(schema)
    .definitions.filter(isOwn)
    .map((node) => print(node).replace(/^extend /, ''));
  return types.sort().join('\n');
}

/** A value of each key of the hub, of something that exists. */
const SAMPLES: Readonly<Record<string, string>> = { geonamesId: '2530335', wikidataId: 'Q126148', unlocode: 'MATNG', isoAlpha2: 'MA' };
const ANY = 'hub-probe';

/** Asks a service for one entity by each key it names: it must say null, or give the key back. */
export async function echoProblems(outside: Outside, url: string, sdl: string): Promise<Problem[]> {
  const types = readPartnerSchema(sdl).types.filter((type) => keysIn(type).length > 0 && /^Object/.test(type.kind));
  const asked = types.flatMap((type) =>
    keysIn(type)
      .filter((key) => /^\w+$/.test(key))
      .map((key) => ({ type: type.name, key })),
  );
  const answers = await Promise.all(asked.slice(0, MOST_KEYS).map((each) => echoes(outside, url, each)));
  return asked.flatMap(({ type, key }, at) => {
    if (answers[at] !== false) return [];
    const message = `Asked for ${type} by ${key}, the service gives something else than null or the ${type} with that ${key}.`;
    return [
      {
        code: 'PARTNER_KEYS',
        message,
        coordinate: `${type}.${key}`,
        remedy: 'Resolve each representation to the entity with its key, or to null, in order.',
      },
    ];
  });
}

const MOST_KEYS = 20;

async function echoes(outside: Outside, url: string, { type, key }: { readonly type: string; readonly key: string }): Promise<boolean> {
  const value = SAMPLES[key] ?? ANY;
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on ${type} { ${key} } } }`;
  const raw = readRaw(await post(outside, url, { query, variables: { representations: [{ __typename: type, [key]: value }] } }));
  const entities = typeof raw === 'string' ? undefined : raw.data?._entities;
  if (!Array.isArray(entities) || entities.length !== 1) return false;
  const [entity] = entities as (Record<string, unknown> | null)[];
  return entity === null || (entity?.__typename === type && String(entity[key]) === value);
}
