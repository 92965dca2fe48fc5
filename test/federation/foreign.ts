import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import pino from 'pino';
import { readConfig } from '../../src/config';
import { startGateway } from '../../src/gateway-alone';
import { startPartner, type TestPartner } from './partner';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key" "@shareable" "@external" "@requires" "@provides" "@interfaceObject" "@inaccessible" "@override"])\n`;

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked for.
export type Json = any;

/** A subgraph of another make. */
export interface Foreign {
  readonly sdl: string;
  /** What its root answers, by field. */
  readonly root?: Readonly<Record<string, unknown>>;
  /** How it finds an entity by a representation, which has what is required beside the key. */
  readonly entity?: (given: Json) => Json;
}

export interface ForeignGateway {
  /** What the gateway answers. */
  send(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Json>;
  /** The data of its answer, in which there are no errors. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Json>;
  close(): Promise<void>;
}

/** `hub gateway` over services that are there, joined from a file. */
export async function gatewayOver(services: Readonly<Record<string, { url: string; sdl: string }>>): Promise<ForeignGateway> {
  const parts = Object.entries(services).map(([name, { url, sdl }]) => ({ name, url, typeDefs: parse(sdl) }));
  const composition = composeServices(parts);
  expect(composition.errors ?? []).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, composition.supergraphSdl ?? '');
  const gateway = await startGateway(readConfig({}), pino({ level: 'silent' }), { supergraph: file, port: '0' });
  const send = async (query: string, variables = {}) => {
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return response.json();
  };
  return {
    send,
    ask: async (query, variables) => {
      const { data, errors } = (await send(query, variables)) as Json;
      expect(errors ?? []).toEqual([]);
      return data;
    },
    close: async () => {
      await gateway.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The same over subgraphs that are made for it. */
export async function gatewayOverForeign(
  subgraphs: Readonly<Record<string, Foreign>>,
): Promise<ForeignGateway & { of(name: string): TestPartner }> {
  const partners = new Map<string, TestPartner>();
  for (const [name, { sdl, root = {}, entity = () => null }] of Object.entries(subgraphs)) {
    const _entities = ({ representations }: { representations: Json[] }) => representations.map(entity);
    partners.set(name, await startPartner(LINK + sdl, [], { ...root, _entities }));
  }
  const gateway = await gatewayOver(Object.fromEntries(partners));
  return {
    ...gateway,
    of: (name) => partners.get(name)!,
    close: async () => {
      await gateway.close();
      for (const partner of partners.values()) await partner.close();
    },
  };
}
