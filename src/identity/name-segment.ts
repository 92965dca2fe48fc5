import { fold } from '../platform/fold';
import { grown, PackedTexts } from './packed-texts';
import type { Known, NamedRow, NameFound, NameRank } from './rows';
import { skeletonsOf, soundsOf } from './sounds';
import { TextNumbers } from './text-numbers';
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
  private readonly folded = new TextNumbers();
  /** The entry of the same name in another country that came before, or -1. */
  private nextEntry = new Int32Array(1 << 8);
  private readonly ranges = new Map<string, { from: number; to: number }>();
  private readonly things: Known[] = [];
  private readonly texts = new PackedTexts();
  private nameThing = new Uint32Array(1 << 8);
  private nameRank = new Uint8Array(1 << 8);
  private nameEntry = new Uint32Array(1 << 8);
  private readonly languages = new Map<number, string>();
  private entryStarts = new Uint32Array(1);
  private entryNames = new Uint32Array(0);
  private trigrams = new TrigramIndex(new PackedTexts());
  private readonly skeletonStarts = new Uint32Array(SKELETON_BUCKETS + 1);
  private skeletonEntries: Uint32Array = new Uint32Array(0);

  static of(rows: readonly NamedRow[]): NameSegment {
    const segment = new NameSegment();
    segment.add(rows);
    segment.close();
    return segment;
  }

  /** Built from some rows at a time, so that all of them need never be held at once. Each country comes in one part, whole. */
  static async from(parts: AsyncIterable<readonly NamedRow[]>): Promise<NameSegment> {
    const segment = new NameSegment();
    for await (const rows of parts) segment.add(rows);
    segment.close();
    return segment;
  }

  private constructor() {}

  private add(rows: readonly NamedRow[]): void {
    for (const [country, ofCountry] of byCountry(rows)) {
      const from = this.entryCount;
      for (const row of ofCountry) this.addRow(row, from);
      this.ranges.set(country, { from, to: this.entryCount });
    }
  }

  private close(): void {
    const names = this.texts.length;
    [this.entryStarts, this.entryNames] = grouped(this.nameEntry.subarray(0, names), this.entryCount);
    [this.nameThing, this.nameRank, this.nameEntry] = [this.nameThing.slice(0, names), this.nameRank.slice(0, names), new Uint32Array(0)];
    this.nextEntry = this.nextEntry.slice(0, this.entryCount);
    this.texts.close();
    this.folded.texts.close();
    this.trigrams = new TrigramIndex(this.folded.texts);
    this.skeletonEntries = this.indexSkeletons();
  }

  private get entryCount(): number {
    return this.folded.texts.length;
  }

  get thingCount(): number {
    return this.things.length;
  }

  get nameCount(): number {
    return this.texts.length;
  }

  /** Bytes of the typed arrays, without the strings and the map. */
  get bytes(): number {
    const { nameThing, nameRank, entryStarts, entryNames, skeletonStarts, skeletonEntries, nextEntry } = this;
    const lists = [nameThing, nameRank, entryStarts, entryNames, skeletonStarts, skeletonEntries, nextEntry];
    return lists.reduce((sum, list) => sum + list.byteLength, this.texts.bytes + this.folded.bytes + this.trigrams.bytes);
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
    for (let entry = this.folded.find(folded); entry >= 0; entry = this.nextEntry[entry]!) {
      if (country === null || this.isIn(entry, country)) this.postingsOf(entry, found);
    }
    return found;
  }

  /** Things with a name spelt alike, best first. */
  similar(folded: string, country: string | null, want: { readonly floor: number; readonly limit: number }): Posting[] {
    const range = country === null ? { from: 0, to: this.entryCount } : this.ranges.get(country);
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
      if (isHere && skeletonsOf(this.folded.texts.at(entry), family)[0] === skeleton) this.postingsOf(entry, found);
    }
    return found;
  }

  private addRow(row: NamedRow, from: number): void {
    const { names, given, ownNames, ...known } = row;
    const thing = this.things.push(known) - 1;
    const seen = new Set<number>();
    const add = (value: string, rank: NameRank, language = 'und') => {
      const folded = fold(value);
      if (folded === '') return;
      const entry = this.entryOf(folded, from);
      if (seen.has(entry)) return;
      seen.add(entry);
      this.setName(this.texts.push(value), { entry, thing, rank: RANKS.indexOf(rank) });
      if (language !== 'und') this.languages.set(this.texts.length - 1, language);
    };
    for (let at = 0; at < ownNames && at < names.length; at += 1) add(names[at]!, 'OWN');
    for (const { value, language, kind } of given) add(value, kind === 'ACRONYM' ? 'ACRONYM' : 'GIVEN', language);
    for (let at = ownNames; at < names.length; at += 1) add(names[at]!, isAcronym(names[at]!) ? 'ACRONYM' : 'ALTERNATE');
  }

  private setName(number: number, name: { readonly entry: number; readonly thing: number; readonly rank: number }): void {
    this.nameEntry = grown(this.nameEntry, number + 1);
    this.nameThing = grown(this.nameThing, number + 1);
    this.nameRank = grown(this.nameRank, number + 1);
    this.nameEntry[number] = name.entry;
    this.nameThing[number] = name.thing;
    this.nameRank[number] = name.rank;
  }

  private entryOf(folded: string, from: number): number {
    // Countries are added one after the other, so only the newest entry of a name can be in the present country.
    const head = this.folded.find(folded);
    if (head >= from) return head;
    const { number, before } = this.folded.add(folded);
    this.nextEntry = grown(this.nextEntry, number + 1);
    this.nextEntry[number] = before;
    return number;
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
        const skeleton = skeletonsOf(this.folded.texts.at(entry), family)[0];
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
function grouped(groupOf: Uint32Array, groups: number): [starts: Uint32Array<ArrayBuffer>, items: Uint32Array<ArrayBuffer>] {
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
