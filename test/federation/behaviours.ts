import { gzipSync } from 'node:zlib';
import { type Behaviour, type PartnerRequest, sendJson } from './partner';

/** What must never be seen of a partner's answer. */
export const SECRET = 'hunter2 at 10.0.0.7';

/** Answers with entities, whatever was asked. */
export const entities =
  (of: (request: PartnerRequest) => unknown): Behaviour =>
  (request, response) =>
    sendJson(response, { data: { _entities: of(request) } });
export const representations = ({ variables }: PartnerRequest) => variables.representations as { unlocode: string }[];
/** The entity that was asked for, as it should be. */
export const good = (unlocode: string) => ({
  __typename: 'City',
  hubKey_unlocode: unlocode,
  resilienceScore: 0.7,
  resilienceNotes: [{ __typename: 'ResilienceNote', text: 'Floods' }],
});

/** Of which twenty are a gigabyte when they are unpacked, and one megabyte until then. */
const FIFTY_MEGABYTES = gzipSync(Buffer.alloc(50_000_000, ' '));

/** Everything a partner was seen to do instead of answering, and what is told of it. */
export const WRONG: readonly (readonly [name: string, status: string, behaviour: Behaviour])[] = [
  ['never answers', 'PARTNER_TIMEOUT', () => undefined],
  [
    'drips a byte at a time',
    'PARTNER_TIMEOUT',
    (_request, response) => {
      response.setHeader('content-type', 'application/json');
      const dripping = setInterval(() => response.write(' '), 200);
      response.on('close', () => clearInterval(dripping));
    },
  ],
  ['redirects', 'PARTNER_UNAVAILABLE', (_request, response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end()],
  [
    'sends a gzip bomb',
    'PARTNER_UNAVAILABLE',
    (_request, response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(Buffer.concat(Array.from({ length: 20 }, () => FIFTY_MEGABYTES))),
  ],
  [
    'sends more than 10 MB',
    'PARTNER_UNAVAILABLE',
    (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(`{"data":{}}${' '.repeat(11_000_000)}`),
  ],
  [
    'nests JSON 100,000 deep',
    'PARTNER_UNAVAILABLE',
    (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(`{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  ],
  [
    'sends HTML',
    'PARTNER_UNAVAILABLE',
    (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${SECRET}</h1>`),
  ],
  ['fails with a stack', 'PARTNER_UNAVAILABLE', (_request, response) => void response.writeHead(500).end(`Error: ${SECRET}\n at x.js:1`)],
  [
    'sends half of its JSON',
    'PARTNER_UNAVAILABLE',
    (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(`{"data":{"x":"${SECRET}`),
  ],
  [
    'sends nothing',
    'PARTNER_UNAVAILABLE',
    (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(),
  ],
  ['hangs up', 'PARTNER_UNAVAILABLE', (_request, response) => void response.socket?.destroy()],
  ['sends a list instead of an answer', 'PARTNER_UNAVAILABLE', (_request, response) => sendJson(response, [{ data: SECRET }])],
  ['says nothing of data', 'PARTNER_UNAVAILABLE', (_request, response) => sendJson(response, { data: null })],
  [
    'tells 10,000 errors with secrets',
    'PARTIAL',
    (_request, response) =>
      sendJson(response, {
        data: null,
        errors: Array.from({ length: 10_000 }, () => ({ message: SECRET, extensions: { stacktrace: [SECRET] } })),
      }),
  ],
  [
    'gives entities of another type',
    'PARTIAL',
    entities((request) => representations(request).map(() => ({ __typename: 'Country', name: SECRET }))),
  ],
  [
    'swaps the entities',
    'PARTIAL',
    entities((request) =>
      representations(request)
        .map(({ unlocode }) => good(unlocode))
        .reverse(),
    ),
  ],
  [
    'gives one too few',
    'PARTIAL',
    entities((request) =>
      representations(request)
        .slice(1)
        .map(({ unlocode }) => good(unlocode)),
    ),
  ],
  [
    'gives keys that are null',
    'PARTIAL',
    entities((request) => representations(request).map(({ unlocode }) => ({ ...good(unlocode), hubKey_unlocode: null }))),
  ],
  ['gives texts in place of entities', 'PARTIAL', entities((request) => representations(request).map(() => SECRET))],
];
