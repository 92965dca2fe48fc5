import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { PROJECT_FOLDER } from './platform/project';

/** What the hub was told from outside. This file is the only one that reads the environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absent: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly seed: 'world' | 'none';
  readonly adminKey: string | undefined;
  readonly partnerAddresses: 'public' | 'any';
  /** Without a slash at the end. */
  readonly publicUrl: string | undefined;
  readonly corsOrigins: readonly string[];
  /** False, a number of proxies in front, or their addresses. */
  readonly trustProxy: false | number | readonly string[];
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly requestsPerMinute: number;
  readonly objectsPerMinute: number;
}

/** One row of the table of settings: the README shows exactly these. */
export interface Setting {
  readonly name: string;
  readonly default: string;
  readonly meaning: string;
}

/** A setting the hub cannot start with; the message is one sentence for the person who starts it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

interface Rule<T> extends Setting {
  /** What a right value is, to end the sentence "... takes". */
  readonly takes: string;
  /** Never repeated in a message. */
  readonly secret?: true;
  readonly value: z.ZodType<T, string | undefined>;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Apollo Sandbox, embedded in our own page or opened at Apollo, runs operations from these. */
const SANDBOX_ORIGINS = ['https://studio.apollographql.com', 'https://sandbox.embed.apollographql.com'];

const RULES = {
  port: {
    name: 'PORT',
    default: '4000',
    meaning: 'Port to listen on; 0 takes any free one.',
    takes: 'a whole number from 0 to 65535',
    value: wholeNumber(0, 65_535).default(4000),
  },
  host: {
    name: 'HOST',
    default: '127.0.0.1',
    meaning: 'Address to listen on; `0.0.0.0` for every interface, as in the container image.',
    takes: 'a host name or an IP address',
    value: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]{1,253}$/)
      .default('127.0.0.1'),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    default: 'none',
    meaning: 'A PostgreSQL >= 15 to use; without it the hub runs its own embedded PostgreSQL.',
    takes: 'a postgres:// or postgresql:// address',
    secret: true,
    value: z
      .string()
      .refine((text) => isUrl(text, ['postgres:', 'postgresql:']))
      .optional(),
  },
  dataDir: {
    name: 'HUB_DATA_DIR',
    default: '.hub',
    meaning: 'Folder of the embedded database and of the exports; a relative path starts at the project folder.',
    takes: 'a path',
    value: z
      .string()
      .refine((text) => !text.includes('\0'))
      .default('.hub')
      .transform(inProject),
  },
  seed: {
    name: 'HUB_SEED',
    default: 'world',
    meaning: 'What an empty database is filled with: `world` (gazetteer, organisations, rosters, the founding story) or `none`.',
    takes: 'world or none',
    value: z.enum(['world', 'none']).default('world'),
  },
  adminKey: {
    name: 'HUB_ADMIN_KEY',
    default: 'none',
    meaning: 'A first administrator key: whoever sends it may upload, review and apply rosters. Without it nobody may over HTTP.',
    takes: '32 to 256 visible ASCII characters',
    secret: true,
    value: z
      .string()
      .regex(/^[\x21-\x7e]{32,256}$/)
      .optional(),
  },
  partnerAddresses: {
    name: 'HUB_PARTNER_ADDRESSES',
    default: 'public',
    meaning:
      'Which addresses partners and webhooks may have: `public` (https, nothing private or loopback) or `any` (for a demo or a test).',
    takes: 'public or any',
    value: z.enum(['public', 'any']).default('public'),
  },
  publicUrl: {
    name: 'HUB_PUBLIC_URL',
    default: 'none',
    meaning: 'The address people and routers reach the hub at, as links and the supergraph name it.',
    takes: 'an http:// or https:// address',
    value: z
      .string()
      .refine((text) => isUrl(text, ['http:', 'https:']))
      .transform((text) => text.replace(/\/+$/, ''))
      .optional(),
  },
  corsOrigins: {
    name: 'HUB_CORS_ORIGINS',
    default: SANDBOX_ORIGINS.join(','),
    meaning: 'Web origins, separated by commas, whose pages may call the hub; `none` for no other than its own.',
    takes: 'origins such as https://example.org, separated by commas, or none',
    value: z
      .string()
      .default(SANDBOX_ORIGINS.join(','))
      .transform(listOf)
      .refine((origins) => origins.every(isOrigin)),
  },
  trustProxy: {
    name: 'HUB_TRUST_PROXY',
    default: 'false',
    meaning: 'Who may say, by X-Forwarded-For, on whose behalf it asks: `false`, how many proxies stand in front, or their addresses.',
    takes: 'false, a number from 1 to 10, or IP addresses or ranges separated by commas',
    value: z
      .string()
      .default('false')
      .transform(proxiesOf)
      .refine((proxies) => !Array.isArray(proxies) || (proxies.length > 0 && proxies.every(isAddressRange))),
  },
  logLevel: {
    name: 'HUB_LOG_LEVEL',
    default: 'info',
    meaning: `How much is logged: ${LOG_LEVELS.join(', ')}.`,
    takes: `one of ${LOG_LEVELS.join(', ')}`,
    value: z.enum(LOG_LEVELS).default('info'),
  },
  requestsPerMinute: {
    name: 'HUB_REQUESTS_PER_MINUTE',
    default: '1200',
    meaning: 'Requests one address may make in a minute; health probes are not counted.',
    takes: 'a whole number from 1 to 1000000',
    value: wholeNumber(1, 1_000_000).default(1200),
  },
  objectsPerMinute: {
    name: 'HUB_OBJECTS_PER_MINUTE',
    default: '2000000',
    meaning: 'Objects one address may ask for in a minute, as `extensions.cost` counts them; with a key five times as many.',
    takes: 'a whole number from 1 to 1000000000',
    value: wholeNumber(1, 1_000_000_000).default(2_000_000),
  },
} satisfies { [K in keyof Config]: Rule<Config[K]> };

/** Every setting there is, in the order of the README. */
export const SETTINGS: readonly Setting[] = Object.values(RULES).map(({ name, default: standard, meaning }) => ({
  name,
  default: standard,
  meaning,
}));

/** Whether `npm start` or the like runs this process, rather than a person or a service manager. */
export const STARTED_BY_NPM = process.env.npm_lifecycle_event !== undefined;

/**
 * Reads the settings from the environment; an empty value counts as an absent one.
 *
 * @throws ConfigError on the first wrong value.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const entries = Object.entries(RULES).map(([key, rule]) => [key, settingOf(rule, env)]);
  return Object.fromEntries(entries) as Config;
}

function settingOf(rule: Rule<unknown>, env: NodeJS.ProcessEnv): unknown {
  const given = env[rule.name]?.trim() || undefined;
  const read = rule.value.safeParse(given);
  if (read.success) return read.data;
  const got = rule.secret ? 'has a value that does not fit (not shown)' : `is ${JSON.stringify(given)}`;
  throw new ConfigError(`${rule.name} ${got}; it takes ${rule.takes}.`);
}

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .refine((n) => n >= least && n <= most);
}

function listOf(text: string): string[] {
  if (text === 'none') return [];
  return text.split(',').flatMap((part) => part.trim() || []);
}

function proxiesOf(text: string): false | number | string[] {
  if (text === 'false' || text === '0') return false;
  return /^([1-9]|10)$/.test(text) ? Number(text) : listOf(text);
}

function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  const widest = family === 6 ? 128 : 32;
  return family !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= widest));
}

function isOrigin(text: string): boolean {
  return isUrl(text, ['http:', 'https:']) && new URL(text).origin === text;
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

/** Resolved from the folder of package.json, so that it is the same from `src` and from `dist`, and from any working folder. */
function inProject(path: string): string {
  return isAbsolute(path) ? path : resolve(PROJECT_FOLDER, path);
}
