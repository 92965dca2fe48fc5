import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where Chromium is on this machine, if anywhere. */
export const chromiumPath = PLACES.find((path) => existsSync(path));

/** As `describe`; skipped, and said so, where there is no Chromium. */
export const describeInBrowser = chromiumPath ? describe : describe.skip;
if (!chromiumPath) process.stderr.write('No Chromium found: the tests in a browser are skipped.\n');

export interface Browsing {
  readonly page: Page;
  /** Addresses outside this machine that the page tried to reach; all were refused. */
  readonly outside: readonly string[];
  /** What the page complained of. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** A page in a browser that reaches nothing but this machine. */
export async function browse(size = { width: 1280, height: 800 }): Promise<Browsing> {
  const profile = mkdtempSync(join(tmpdir(), 'hub-browser-'));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath ?? '',
    viewport: size,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const outside: string[] = [];
  const complaints: string[] = [];
  await context.route(
    (url) => !['127.0.0.1', 'localhost'].includes(url.hostname) && url.protocol.startsWith('http'),
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { page, outside, complaints, close };
}
