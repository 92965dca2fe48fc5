import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type DocumentNode, GraphQLError, parse, print } from 'graphql';

export interface ComposedPart {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

export type Composition =
  | { readonly outcome: 'composed'; readonly sdl: string; readonly publicDocument: DocumentNode }
  | { readonly outcome: 'failed'; readonly errors: readonly GraphQLError[] };

/** What the thread answers. */
interface Answer {
  readonly sdl?: string;
  readonly publicSdl?: string;
  readonly errors?: readonly { readonly message: string; readonly code: string | undefined }[];
}

/** The thread, as text: so it is the same from TypeScript and compiled. It is told where the packages are. */
const THREAD = /* js */ `
  const { parentPort, workerData: { composer, graphql, parts } } = require('node:worker_threads');
  const { composeServices } = require(composer);
  const { parse } = require(graphql);
  const services = parts.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl, { noLocation: true }) }));
  const { supergraphSdl: sdl, publicSdl, errors } = composeServices(services);
  parentPort.postMessage({ sdl, publicSdl, errors: errors && errors.map(({ message, extensions }) => ({ message, code: extensions && extensions.code })) });`;

/** Megabytes, of which the hub with a partner takes a tenth; and milliseconds for it all. */
const ROOM = { maxOldGenerationSizeMb: 512 };
const DEADLINE = 60_000;

/**
 * Joins subgraphs into a supergraph (Federation v2). It takes a good part of a second, so it happens in a thread of its own, while the hub
 * goes on answering.
 *
 * @throws Error when it takes too long, or too much memory.
 */
export async function composed(parts: readonly ComposedPart[]): Promise<Composition> {
  const { sdl, publicSdl, errors } = await inThread(parts.map(({ name, url, typeDefs }) => ({ name, url, sdl: print(typeDefs) })));
  if (sdl !== undefined && publicSdl !== undefined)
    return { outcome: 'composed', sdl: `${sdl}\n`, publicDocument: parse(publicSdl, { noLocation: true }) };
  return { outcome: 'failed', errors: (errors ?? []).map(({ message, code }) => new GraphQLError(message, { extensions: { code } })) };
}

async function inThread(parts: readonly object[]): Promise<Answer> {
  const [composer, graphql] = [require.resolve('@theguild/federation-composition'), require.resolve('graphql')];
  const thread = new Worker(THREAD, { eval: true, workerData: { composer, graphql, parts }, resourceLimits: ROOM });
  try {
    const [answer] = (await once(thread, 'message', { signal: AbortSignal.timeout(DEADLINE) })) as [Answer];
    return answer;
  } finally {
    await thread.terminate();
  }
}
