import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

import { ConfigError, readConfig, SETTINGS } from '../src/config';

const KEY = 'k'.repeat(40);

it('starts with nothing set', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    seed: 'world',
    requestsPerMinute: 1200,
    trustProxy: false,
    logLevel: 'info',
  });
  expect(config.databaseUrl).toBeUndefined();
  expect(config.adminKey).toBeUndefined();
  expect(config.corsOrigins).toContain('https://studio.apollographql.com');
});

it('keeps its data in the project folder, wherever it is started from', () => {
  const { dataDir } = readConfig({});
  expect(isAbsolute(dataDir)).toBe(true);
  expect(existsSync(join(dirname(dataDir), 'package.json'))).toBe(true);
  expect(readConfig({ HUB_DATA_DIR: '/var/lib/hub' }).dataDir).toBe('/var/lib/hub');
});

it('reads what is set, and takes an empty value for none', () => {
  const env = {
    PORT: '0',
    DATABASE_URL: 'postgres://u:p@db/hub',
    HUB_SEED: 'none',
    HUB_ADMIN_KEY: KEY,
    HUB_PUBLIC_URL: 'https://hub.example/',
    HUB_CORS_ORIGINS: 'https://a.example, http://localhost:3000',
    HUB_TRUST_PROXY: '10.0.0.0/8,::1',
    HUB_LOG_LEVEL: '',
  };
  expect(readConfig(env)).toMatchObject({
    port: 0,
    databaseUrl: 'postgres://u:p@db/hub',
    seed: 'none',
    adminKey: KEY,
    publicUrl: 'https://hub.example',
    corsOrigins: ['https://a.example', 'http://localhost:3000'],
    trustProxy: ['10.0.0.0/8', '::1'],
    logLevel: 'info',
  });
  expect(readConfig({ HUB_TRUST_PROXY: '2', HUB_CORS_ORIGINS: 'none' })).toMatchObject({ trustProxy: 2, corsOrigins: [] });
});

it.each([
  [{ PORT: 'abc' }, 'PORT is "abc"; it takes a whole number from 0 to 65535.'],
  [{ PORT: '65536' }, 'PORT is "65536"; it takes a whole number from 0 to 65535.'],
  [{ HUB_SEED: 'moon' }, 'HUB_SEED is "moon"; it takes world or none.'],
  [
    { HUB_TRUST_PROXY: 'true' },
    'HUB_TRUST_PROXY is "true"; it takes false, a number from 1 to 10, or IP addresses or ranges separated by commas.',
  ],
  [{ HUB_CORS_ORIGINS: 'https://a.example/path' }, /^HUB_CORS_ORIGINS is .*; it takes origins such as/],
  [{ HUB_CORS_ORIGINS: '*' }, /^HUB_CORS_ORIGINS is "\*"; it takes origins/],
  [{ HUB_PUBLIC_URL: 'ftp://hub.example' }, /^HUB_PUBLIC_URL is .*; it takes an http/],
  [{ HUB_REQUESTS_PER_MINUTE: '0' }, /^HUB_REQUESTS_PER_MINUTE is "0"; it takes a whole number/],
  [{ HUB_LOG_LEVEL: 'loud' }, /^HUB_LOG_LEVEL is "loud"; it takes one of fatal/],
])('stops the start with one sentence: %j', (env, message) => {
  expect(() => readConfig(env)).toThrow(ConfigError);
  expect(() => readConfig(env)).toThrow(message);
});

it.each([
  [{ HUB_ADMIN_KEY: 'short-secret' }, 'short-secret'],
  [{ HUB_ADMIN_KEY: `${KEY} with spaces` }, KEY],
  [{ DATABASE_URL: 'mysql://root:hunter2@db/hub' }, 'hunter2'],
])('never repeats a secret: %j', (env, secret) => {
  expect(() => readConfig(env)).toThrow(/has a value that does not fit \(not shown\); it takes/);
  try {
    readConfig(env);
  } catch (error) {
    expect(String(error)).not.toContain(secret);
  }
});

it('tells of each setting once, for the README', () => {
  const names = SETTINGS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining(['PORT', 'HOST', 'DATABASE_URL', 'HUB_DATA_DIR', 'HUB_ADMIN_KEY', 'HUB_REQUESTS_PER_MINUTE']),
  );
  for (const setting of SETTINGS) expect(setting.meaning.length).toBeGreaterThan(10);
});
