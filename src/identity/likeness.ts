import { fold } from '../platform/fold';
import { LOST } from './repair';

/** Stands for a lost letter in folded names, where folding would take {@link LOST} away. No name has this letter. */
const LOST_FOLDED = 'ʘ';

/** As `fold`, keeping the places of lost letters. */
export function foldKeepingLost(name: string): string {
  return fold(name.replaceAll(LOST, LOST_FOLDED));
}

export function hasLost(folded: string): boolean {
  return folded.includes(LOST_FOLDED);
}

/** With more letters gone than this a name says little, and takes long to compare. */
const MOST_LOST = 4;

/** Whether a name fits one with lost letters, each of which was one letter, two, or none. Most of the name must be there. */
export function fitsLost(folded: string, other: string): boolean {
  const known = folded.replaceAll(LOST_FOLDED, '').replaceAll(' ', '');
  const lost = folded.split(LOST_FOLDED).length - 1;
  if (lost > MOST_LOST || known.length < 3 || known.length < 2 * lost) return false;
  return new RegExp(`^${folded.split(LOST_FOLDED).join('.{0,2}')}$`, 'u').test(other);
}

/** How alike two folded names are spelt, 0 to 1: letters added, dropped, changed or swapped, per letter of the longer. */
export function spellingLikeness(left: string, right: string): number {
  const longest = Math.max(left.length, right.length);
  return longest === 0 ? 0 : 1 - edits(left, right) / longest;
}

/** Edits in the sense of Damerau and Levenshtein, neighbours swapped counting one. */
function edits(left: string, right: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: right.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1];
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[right.length]!;
}

export function withoutSpaces(folded: string): string {
  return folded.replaceAll(' ', '');
}

/** Whether one name is the other and whole words more, before or behind. */
export function isLonger(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  return short.length >= 4 && (long.startsWith(`${short} `) || long.endsWith(` ${short}`));
}
