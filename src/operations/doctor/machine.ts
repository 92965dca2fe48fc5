import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { bad, type Finding, good } from './finding';

const NODE = [20, 19] as const;
const GIGABYTE = 1024 ** 3;

/** The world with its indexes takes a quarter of this; an import or a backup needs room beside it. */
const ENOUGH_GIGABYTES = 1;

export function nodeVersion(version: string = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  return enough
    ? good('Node.js', version)
    : bad('Node.js', `${version} is too old`, `Install Node.js ${NODE.join('.')} or newer from https://nodejs.org, then run npm ci again.`);
}

export function freeSpace(folder: string): Finding {
  const place = existingFolder(resolve(folder));
  const { bavail, bsize } = statfsSync(place);
  const gigabytes = (bavail * bsize) / GIGABYTE;
  const detail = `${gigabytes.toFixed(1)} GB free at ${place}`;
  return gigabytes >= ENOUGH_GIGABYTES
    ? good('disk space', detail)
    : bad('disk space', detail, `Free at least ${ENOUGH_GIGABYTES} GB there, or set HUB_DATA_DIR to a folder on a larger disk.`);
}

function existingFolder(folder: string): string {
  return existsSync(folder) ? folder : existingFolder(dirname(folder));
}
