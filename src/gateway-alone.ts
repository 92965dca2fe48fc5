import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import type { Config } from './config';
import { openSupergraph } from './federation';
import { type AddressRules, isLocal } from './platform/outside/addresses';
import { Outside } from './platform/outside/outside';
import { localName } from './server/address';
import { createServer } from './server/http';
import { printed } from './server/schema';

/** What `hub gateway` was told. */
export interface GatewayCommandOptions {
  readonly supergraph: string;
  readonly port: string;
}

/** Most bytes of a supergraph, and milliseconds to fetch one. */
const LARGEST = 8 * 1024 * 1024;
const DEADLINE = 10_000;

/**
 * Serves a supergraph by the same gateway as the hub, without a hub: every subgraph is asked over HTTP, behind the same guards.
 *
 * @throws Error with one clear sentence when the supergraph cannot be read or served.
 */
export async function startGateway(config: Config, log: Logger, { supergraph, port }: GatewayCommandOptions) {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error('--port takes a number from 0 to 65535.');
  const outside = new Outside(addressesIn(supergraph, config.partnerAddresses));
  const sdl = isFetched(supergraph) ? await fetched(supergraph) : readFileSync(supergraph, 'utf8');
  const metrics = new Registry();
  const execution = await openSupergraph(sdl, { outside, log, metrics });
  const server = await createServer({
    ...{ config: { ...config, port: Number(port) }, schema: execution.schema, execution, log, metrics, checks: {}, questions: [] },
    makeContext: async () => ({ extensions: {} }),
    schemaFiles: { '/schema.graphql': () => printed(execution.schema), '/supergraph.graphql': () => sdl },
  });
  const url = localName(await server.listen());
  const stop = async () => {
    await server.close();
    await outside.close();
  };
  return { url, stop };
}

/**
 * Which addresses a supergraph may name: it is believed as far as the place it comes from. Whoever writes a file, or runs a service inside the
 * network, could go there anyway; one from outside may not lead inside.
 */
export function addressesIn(supergraph: string, rules: AddressRules): AddressRules {
  const isOutside = isFetched(supergraph) && !(URL.canParse(supergraph) && isLocal(new URL(supergraph)));
  return isOutside ? rules : 'any';
}

function isFetched(supergraph: string): boolean {
  return /^https?:\/\//.test(supergraph);
}

/** The operator names this address, so it may be anywhere. */
async function fetched(address: string): Promise<string> {
  const outside = new Outside('any');
  try {
    const answer = await outside.ask(address, { method: 'GET', deadline: DEADLINE, most: LARGEST });
    if (answer.outcome === 'answered' && answer.status === 200) return answer.body.toString('utf8');
    throw new Error(`The supergraph could not be fetched (${answer.outcome === 'answered' ? `status ${answer.status}` : answer.outcome}).`);
  } finally {
    await outside.close();
  }
}
