import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { signatureOf } from '../../src/changes/webhooks/deliver';
import type { HubDatabase } from '../../src/platform/database';
import { PROJECT_FOLDER } from '../../src/platform/project';
import { migratedDatabase } from '../kit/database';
import { smallWorld } from '../kit/facts';
import { type ServedHub, serve } from '../kit/serve';

/* The samples of the page, run as they are. Those for which a machine has no program are skipped. */

const PAGE = readFileSync(join(PROJECT_FOLDER, 'docs/how-to/follow-changes.md'), 'utf8');
const samples = (language: string) =>
  [...PAGE.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code);

const has = (program: string) => spawnSync(program, ['--version']).status === 0;
const withCurl = has('curl') && has('bash') ? it : it.skip;
const withPython = has('python3') ? it : it.skip;

const ADMIN = 'an-administrator-key-of-the-tests-0123456789';

let db: HubDatabase;
let hub: ServedHub;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-test-folder-'));
  db = await migratedDatabase();
  hub = await serve(db, ADMIN);
  await smallWorld(db);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await hub.close();
  await db.close();
});

function running(command: string, args: readonly string[]) {
  return spawn(command, args, { env: { PATH: process.env.PATH, HUB: hub.url, HUB_KEY: ADMIN }, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** All that a sample which ends prints. */
async function printed(command: string, args: readonly string[]): Promise<string> {
  const child = running(command, args);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(child, 'close');
  return text;
}

/** The first line about a change that a sample which follows them prints. */
async function firstTold(command: string, args: readonly string[]): Promise<string> {
  const child = running(command, args);
  const changing = setInterval(() => void smallWorld(db).catch(() => undefined), 200);
  try {
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('changeRecorded')) return line;
    throw new Error('The sample ended.');
  } finally {
    clearInterval(changing);
    child.kill();
    await once(child, 'close');
  }
}

function file(name: string, code: string): string {
  const path = join(folder, name);
  writeFileSync(path, code);
  return path;
}

const [read, follow, make] = samples('sh');
const [followInJavaScript, checkInJavaScript] = samples('js');
const [followInPython, checkInPython] = samples('python');

withCurl('reads what has changed with curl', async () => {
  const { data } = JSON.parse(await printed('bash', ['-c', read!]));
  expect(data.changes.pageInfo).toEqual({ endCursor: expect.any(String), hasNextPage: false });
});

withCurl('follows changes with curl', async () => {
  expect(await firstTold('bash', ['-c', follow!])).toContain('"sequence"');
});

withCurl('makes a webhook with curl', async () => {
  const { data } = JSON.parse(await printed('bash', ['-c', make!]));
  expect(data.createWebhook).toMatchObject({ secret: expect.stringMatching(/^whsec_/), userErrors: [] });
});

it('follows changes in JavaScript', async () => {
  expect(await firstTold(process.execPath, [file('follow.mjs', followInJavaScript!)])).toContain('sequence');
});

withPython('follows changes in Python', async () => {
  expect(await firstTold('python3', [file('follow.py', followInPython!)])).toContain('"sequence"');
});

const SECRET = 'whsec_of_the_tests';
const BODY = '{"id":"1","name":"طنجة"}';
const SIGNED = signatureOf(SECRET, BODY);
const OLD = signatureOf(SECRET, BODY, 1_700_000_000);

it('tells a message of the hub from others in JavaScript', async () => {
  const cases = JSON.stringify([SIGNED, OLD, SIGNED.replace(/.$/, (last) => (last === '0' ? '1' : '0')), 'nonsense']);
  const call = `\nconsole.log(JSON.stringify(${cases}.map((each) => isFromHub(${JSON.stringify(SECRET)}, each, ${JSON.stringify(BODY)}))));`;
  expect(JSON.parse(await printed(process.execPath, [file('check.mjs', checkInJavaScript! + call)]))).toEqual([true, false, false, false]);
});

withPython('tells a message of the hub from others in Python', async () => {
  const cases = JSON.stringify([SIGNED, OLD, SIGNED.replace(/.$/, (last) => (last === '0' ? '1' : '0')), 'nonsense']);
  const call = `\nimport json\nprint(json.dumps([is_from_hub(${JSON.stringify(SECRET)}, each, ${JSON.stringify(BODY)}) for each in ${cases}]))`;
  expect(JSON.parse(await printed('python3', [file('check.py', checkInPython! + call)]))).toEqual([true, false, false, false]);
});
