import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where the hub may connect to: `public` is https at addresses anyone can reach; `any` is for a demo or a test. */
export type AddressRules = 'public' | 'any';

/** An address of somebody else's service that the hub will not go to; the message is for whoever gave it. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** Longest address taken. */
const LONGEST = 2_000;

/**
 * An address somebody gave, as far as can be told without the network.
 *
 * @throws AddressRefused unless it is http(s) without credentials; by the public rules also unless it is https and not a private address.
 */
export function outsideAddress(text: string, rules: AddressRules): URL {
  if (text.length > LONGEST || !URL.canParse(text)) throw new AddressRefused('The address is not a URL.');
  const url = new URL(text);
  if (!['https:', 'http:'].includes(url.protocol)) throw new AddressRefused('The address must begin with https://.');
  if (url.username || url.password) throw new AddressRefused('The address must not carry a user name or a password.');
  if (rules === 'any') return url;
  if (url.protocol !== 'https:') throw new AddressRefused('The address must begin with https://.');
  refuseLocalHost(url);
  return url;
}

/** @throws AddressRefused when what stands for the host is a private address, or a name of a local network. */
function refuseLocalHost({ hostname }: URL): void {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal)) refuseUnlessPublic(literal);
  else if (!isPublicName(hostname)) throw new AddressRefused('The address names a host of a local network.');
}

/** Whether an address leads to this machine or its own network, as far as it says by itself. */
export function isLocal(url: URL): boolean {
  try {
    refuseLocalHost(url);
    return false;
  } catch {
    return true;
  }
}

/** Names that mean something only inside a network. */
function isPublicName(hostname: string): boolean {
  return /\.[a-z0-9-]+\.?$/i.test(hostname) && !/(^|\.)(localhost|local|internal|lan|home\.arpa|localdomain)\.?$/i.test(hostname);
}

/** @throws AddressRefused for a loopback, private, link-local, metadata, mapped or otherwise special address. */
export function refuseUnlessPublic(address: string): void {
  // A mapped address (::ffff:10.0.0.1) is the one it maps.
  const range = ipaddr.isValid(address) ? ipaddr.process(address).range() : 'none';
  if (range !== 'unicast') throw new AddressRefused('The address is private, local or otherwise not allowed.');
}

/** The addresses a host has; by the public rules every one must be public, as any of them may be connected to. @throws AddressRefused */
export async function resolved(hostname: string, rules: AddressRules): Promise<{ readonly address: string; readonly family: number }[]> {
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true });
  if (rules === 'public') for (const { address } of found) refuseUnlessPublic(address);
  return found;
}
