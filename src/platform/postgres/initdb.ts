import { type Account, NOBODY } from './account';
import { type Outcome, run } from './run';

/**
 * Character types must be UTF-8, or trigram search is blind to every letter outside ASCII. The first name exists on Linux,
 * the second on macOS too; the last only keeps an odd system working (`hub doctor` tells).
 */
const LOCALES = ['C.UTF-8', 'en_US.UTF-8', 'C'];

/** The same order everywhere (the builtin provider sorts by code point); no way in without the password. */
const ALWAYS = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8', '--auth=scram-sha-256'];

/** Lets `initdb` fill a folder. The outcome of the first locale that this system knows. */
export async function initialise(initdb: string, args: readonly string[], account: Account | undefined): Promise<Outcome> {
  let outcome: Outcome = { ok: false, output: '' };
  for (const locale of LOCALES) {
    outcome = await asSomebody(initdb, [...args, ...ALWAYS, `--locale=${locale}`], account);
    if (outcome.ok || !/invalid locale/i.test(outcome.output)) break;
  }
  return outcome;
}

/**
 * `initdb` alone insists that the system's list of users knows its account, and a container may run under any number.
 * Linux can show it the number of one that is listed; the files still belong to ours.
 */
async function asSomebody(initdb: string, args: readonly string[], account: Account | undefined): Promise<Outcome> {
  const outcome = await run(initdb, args, account, 300);
  if (!outcome.output.includes('could not look up effective user ID')) return outcome;
  const shown = ['--user', `--map-user=${NOBODY.uid}`, `--map-group=${NOBODY.gid}`, '--'];
  const second = await run('unshare', [...shown, initdb, ...args], account, 300);
  return second.ok
    ? second
    : { ok: false, output: `the system lists no user of number ${process.getuid?.()}; run the hub as one it lists` };
}
