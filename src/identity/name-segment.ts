import { fold } from '../platform/fold';
import { PackedTexts } from './packed-texts';
import type { Known, NamedRow, NameFound, NameRank } from './rows';
import { skeletonsOf, soundsOf } from './sounds';
import { TrigramIndex } from './trigrams';

const RANKS: readonly NameRank[] = ['OWN', 'GIVEN', 'ALTERNATE', 'ACRONYM'];
const SKELETON_BUCKETS = 1 << 16;

/** A name of a thing of one segment, by their numbers there. */
export interface Posting {
  readonly thing: number;
  readonly name: number;
}

/**
 * Names of rows that do not change: folded name and country → the things that bear it.
 *
 * An entry is a folded name in one country. Entries of a country have consecutive numbers, so that a search within a country looks at a
 * slice of every list.
 */
export class NameSegment {
  private readonly heads = new Map<string, number>();
  private readonly nextEntry: number[] = [];
  private readonly folded: string[] = [];
  private readonly ranges = new Map<string, { from: number; to: number }>();
  private readonly things: Known[] = [];
  private readonly texts: PackedTexts;
  private readonly nameThing: Uint32Array;
  private readonly nameRank: Uint8Array;
  private readonly languages = new Map<number, string>();
  private readonly entryStarts: Uint32Array;
  private readonly entryNames: Uint32Array;
  private readonly trigrams: TrigramIndex;
  private readonly skeletonStarts = new Uint32Array(SKELETON_BUCKETS + 1);
  private readonly skeletonEntries: Uint32Array;

  constructor(rows: readonly NamedRow[]) {
    const size = rows.reduce((sum, row) => sum + row.names.length + row.given.length, 0);
    this.texts = new PackedTexts(size);
    this.nameThing = new Uint32Array(size);
    this.nameRank = new Uint8Array(size);
    const nameEntry = new Uint32Array(size);
    for (const [country, ofCountry] of byCountry(rows)) {
      const from = this.folded.length;
      for (const row of ofCountry) this.addRow(row, nameEntry, from);
      this.ranges.set(country, { from, to: this.folded.length });
    }
    [this.entryStarts, this.entryNames] = grouped(nameEntry.subarray(0, this.texts.length), this.folded.length);
    this.texts.close();
    this.trigrams = new TrigramIndex(this.folded);
    this.skeletonEntries = this.indexSkeletons();
  }

  get thingCount(): number {
    return this.things.length;
  }

  get nameCount(): number {
    return this.texts.length;
  }

  /** Bytes of the typed arrays, without the strings and the map. */
  get bytes(): number {
    const lists = [this.nameThing, this.nameRank, this.entryStarts, this.entryNames, this.skeletonStarts, this.skeletonEntries];
    return lists.reduce((sum, list) => sum + list.byteLength, this.texts.bytes + this.trigrams.bytes);
  }

  thing(number: number): Known {
    return this.things[number]!;
  }

  allThings(): readonly Known[] {
    return this.things;
  }

  name(number: number): NameFound {
    return { value: this.texts.at(number), rank: RANKS[this.nameRank[number]!]!, language: this.languages.get(number) ?? 'und' };
  }

  /** Things whose folded name is exactly this one; in every country when none is named. */
  exact(folded: string, country: string | null): Posting[] {
    const found: Posting[] = [];
    for (let entry = this.heads.get(folded) ?? -1; entry >= 0; entry = this.nextEntry[entry]!) {
      if (country === null || this.isIn(entry, country)) this.postingsOf(entry, found);
    }
    return found;
  }

  /** Things with a name spelt alike, best first. */
  similar(folded: string, country: string | null, want: { readonly floor: number; readonly limit: number }): Posting[] {
    const range = country === null ? { from: 0, to: this.folded.length } : this.ranges.get(country);
    if (!range) return [];
    const found: Posting[] = [];
    for (const entry of this.trigrams.similar(folded, range, want)) this.postingsOf(entry, found);
    return found;
  }

  /** Things with a name of the same consonants, whatever its script. */
  sounding(skeleton: string, country: string): Posting[] {
    const range = this.ranges.get(country);
    const family = soundsOf(country);
    if (!range || !family) return [];
    const found: Posting[] = [];
    const bucket = bucketOf(skeleton);
    for (let at = this.skeletonStarts[bucket]!; at < this.skeletonStarts[bucket + 1]!; at += 1) {
      const entry = this.skeletonEntries[at]!;
      const isHere = entry >= range.from && entry < range.to;
      if (isHere && skeletonsOf(this.folded[entry]!, family)[0] === skeleton) this.postingsOf(entry, found);
    }
    return found;
  }

  private addRow(row: NamedRow, nameEntry: Uint32Array, from: number): void {
    const { names, given, ownNames, ...known } = row;
    const thing = this.things.push(known) - 1;
    const seen = new Set<number>();
    const add = (value: string, rank: NameRank, language = 'und') => {
      const folded = fold(value);
      if (folded === '') return;
      const entry = this.entryOf(folded, from);
      if (seen.has(entry)) return;
      seen.add(entry);
      const number = this.texts.push(value);
      nameEntry[number] = entry;
      this.nameThing[number] = thing;
      this.nameRank[number] = RANKS.indexOf(rank);
      if (language !== 'und') this.languages.set(number, language);
    };
    for (let at = 0; at < ownNames && at < names.length; at += 1) add(names[at]!, 'OWN');
    for (const { value, language, kind } of given) add(value, kind === 'ACRONYM' ? 'ACRONYM' : 'GIVEN', language);
    for (let at = ownNames; at < names.length; at += 1) add(names[at]!, isAcronym(names[at]!) ? 'ACRONYM' : 'ALTERNATE');
  }

  private entryOf(folded: string, from: number): number {
    const head = this.heads.get(folded);
    // Countries are added one after the other, so only the newest entry of a name can be in the present country.
    if (head !== undefined && head >= from) return head;
    const entry = this.folded.push(folded) - 1;
    this.nextEntry.push(head ?? -1);
    this.heads.set(folded, entry);
    return entry;
  }

  private isIn(entry: number, country: string): boolean {
    const range = this.ranges.get(country);
    return range !== undefined && entry >= range.from && entry < range.to;
  }

  private postingsOf(entry: number, found: Posting[]): void {
    for (let at = this.entryStarts[entry]!; at < this.entryStarts[entry + 1]!; at += 1) {
      const name = this.entryNames[at]!;
      found.push({ thing: this.nameThing[name]!, name });
    }
  }

  private indexSkeletons(): Uint32Array {
    const [entries, buckets]: [number[], number[]] = [[], []];
    for (const [country, { from, to }] of this.ranges) {
      const family = soundsOf(country);
      if (!family) continue;
      for (let entry = from; entry < to; entry += 1) {
        const skeleton = skeletonsOf(this.folded[entry]!, family)[0];
        if (!skeleton) continue;
        entries.push(entry);
        buckets.push(bucketOf(skeleton));
      }
    }
    const [starts, order] = grouped(Uint32Array.from(buckets), SKELETON_BUCKETS);
    this.skeletonStarts.set(starts);
    return order.map((at) => entries[at]!);
  }
}

/** Numbers of the items of each group, all in one array: the starts of the groups in it, and the array. */
function grouped(groupOf: Uint32Array, groups: number): [starts: Uint32Array, items: Uint32Array] {
  const starts = new Uint32Array(groups + 1);
  for (const group of groupOf) starts[group + 1]! += 1;
  for (let group = 0; group < groups; group += 1) starts[group + 1]! += starts[group]!;
  const next = starts.slice(0, groups);
  const items = new Uint32Array(groupOf.length);
  groupOf.forEach((group, item) => {
    items[next[group]!++] = item;
  });
  return [starts, items];
}

function byCountry(rows: readonly NamedRow[]): Map<string, NamedRow[]> {
  const found = new Map<string, NamedRow[]>();
  for (const row of rows) {
    const ofCountry = found.get(row.country);
    if (ofCountry) ofCountry.push(row);
    else found.set(row.country, [row]);
  }
  return found;
}

function bucketOf(skeleton: string): number {
  let hash = 7;
  for (let at = 0; at < skeleton.length; at += 1) hash = Math.imul(hash, 31) + skeleton.charCodeAt(at);
  return (hash ^ (hash >>> 15)) & (SKELETON_BUCKETS - 1);
}

/** Airport codes and the like among the alternates: a few capitals. */
export function isAcronym(name: string): boolean {
  return /^\p{Lu}[\p{Lu}\p{N}]{1,4}$/u.test(name.replace(/[.\s]/g, ''));
}
