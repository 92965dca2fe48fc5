import { copyFileSync, existsSync, lstatSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Packages cannot carry symbolic links, so this one carries a list of them; `npm ci --ignore-scripts` leaves them unmade. */
interface Link {
  readonly source: string;
  readonly target: string;
}

/** How many of the package's links are absent or lead nowhere. */
export function linksMissing(folder: string): number {
  return linksOf(folder).filter((link) => !existsSync(join(folder, link.target))).length;
}

/**
 * Makes the links that are missing; two processes may do so at once.
 *
 * @returns false when some could not be made, because the folder is not ours to write.
 */
export function makeLinks(folder: string): boolean {
  for (const link of linksOf(folder)) {
    if (!existsSync(join(folder, link.target))) makeLink(join(folder, link.source), join(folder, link.target));
  }
  return linksMissing(folder) === 0;
}

function makeLink(source: string, target: string): void {
  try {
    if (lstatSync(target, { throwIfNoEntry: false })) rmSync(target);
    symlinkSync(relative(dirname(target), source), target);
  } catch {
    copyInstead(source, target);
  }
}

/** Some file systems know no links. A folder that cannot be written at all shows in the count of what is missing. */
function copyInstead(source: string, target: string): void {
  try {
    if (!existsSync(target)) copyFileSync(source, target);
  } catch {
    return;
  }
}

function linksOf(folder: string): Link[] {
  const list = join(folder, 'native', 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : [];
}
