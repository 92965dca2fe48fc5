import { type SpawnOptions, spawn } from 'node:child_process';
import type { Account } from './account';

/** What a program said, and how it ended. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/**
 * Options for every program of PostgreSQL: nothing of the hub's environment reaches it (it may hold keys), and its messages are English.
 * LC_ALL matters on macOS, where PostgreSQL refuses to start without one.
 */
export function spawnOptions(account: Account | undefined): SpawnOptions {
  return { cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' }, windowsHide: true, ...account };
}

/** Runs a program to its end. Never throws: a program that cannot run, or is still running after `seconds`, is an outcome too. */
export function run(file: string, args: readonly string[], account: Account | undefined, seconds: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...spawnOptions(account), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (text: Buffer) => {
      output += text.toString('utf8');
    };
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      output += `\nstill running after ${seconds} seconds`;
    }, seconds * 1000);
    const end = (ok: boolean) => {
      clearTimeout(late);
      resolve({ ok, output: output.trim() });
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

/** Why a program failed, by its own words, in one line: those that name a fault, otherwise the last ones. */
export function reasonIn(words: string): string {
  const lines = words.split('\n').map((line) => line.trim().replace(TIMESTAMP, ''));
  const telling = lines.filter((line) => /(FATAL|PANIC|HINT|DETAIL|error): /.test(line));
  const told = telling.length > 0 ? telling : lines.filter(Boolean);
  return told.slice(-4).join(' | ');
}

const TIMESTAMP = /\d{4}-\d\d-\d\d [\d:.]+ \S+ \[\d+\] /;
