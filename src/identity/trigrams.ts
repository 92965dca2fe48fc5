import type { PackedTexts } from './packed-texts';

const BUCKETS = 1 << 18;

/** Calls `visit` with the bucket of each three letters in a row, the name taken with two spaces before and one behind. */
export function eachTrigram(name: string, visit: (bucket: number) => void): void {
  let [first, second] = [32, 32];
  for (let at = 0; at <= name.length; at += 1) {
    const third = at < name.length ? name.charCodeAt(at) : 32;
    // Two sets of letters may share a bucket: that costs a candidate too many, never one too few.
    visit((Math.imul(Math.imul(first, 31) + second, 0x9e37) + Math.imul(third, 0x85eb)) & (BUCKETS - 1));
    [first, second] = [second, third];
  }
}

export function trigramCount(name: string): number {
  return name.length + 1;
}

/** From, and up to but without. */
interface Range {
  readonly from: number;
  readonly to: number;
}

function bucketsOf(name: string): Set<number> {
  const buckets = new Set<number>();
  eachTrigram(name, (bucket) => buckets.add(bucket));
  return buckets;
}

/** Which names hold which trigrams: for each trigram the numbers of the names, ascending, all in one array. */
export class TrigramIndex {
  private readonly starts = new Uint32Array(BUCKETS + 1);
  private readonly postings: Uint32Array;
  private readonly counts: Uint8Array;

  /** Length of each name, up to 255. */
  private readonly lengths: Uint8Array;

  constructor(private readonly names: PackedTexts) {
    this.lengths = new Uint8Array(names.length);
    for (let number = 0; number < names.length; number += 1) {
      const name = names.at(number);
      this.lengths[number] = Math.min(255, name.length);
      eachTrigram(name, (bucket) => (this.starts[bucket + 1]! += 1));
    }
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) this.starts[bucket + 1]! += this.starts[bucket]!;
    this.postings = new Uint32Array(this.starts[BUCKETS]!);
    const next = this.starts.slice(0, BUCKETS);
    for (let number = 0; number < names.length; number += 1) {
      eachTrigram(names.at(number), (bucket) => {
        this.postings[next[bucket]!++] = number;
      });
    }
    this.counts = new Uint8Array(names.length);
  }

  get bytes(): number {
    return this.starts.byteLength + this.postings.byteLength + this.counts.byteLength + this.lengths.byteLength;
  }

  /**
   * The names in `[from, to)` that share most trigrams with the asked one, by Dice's coefficient, best first.
   *
   * A name alike enough must hold one of the rarer trigrams, so the commonest are not looked through.
   *
   * @param floor smallest coefficient that counts, 0 to 1.
   */
  similar(asked: string, range: Range, want: { readonly floor: number; readonly limit: number }): number[] {
    const buckets = bucketsOf(asked);
    const spans = [...buckets]
      .map((bucket) => this.span(bucket, range))
      .sort((left, right) => left.to - left.from - (right.to - right.from));
    const size = trigramCount(asked);
    // The shortest name that can reach the floor, sharing all it has, has this many of the trigrams.
    const fewest = Math.max(1, Math.ceil((want.floor / (2 - want.floor)) * size));
    const scanned = spans.slice(0, Math.max(1, spans.length - fewest + 1));
    const touched: number[] = [];
    for (const span of scanned) this.count(span, touched);
    const unscanned = spans.length - scanned.length;
    const promising: { readonly number: number; readonly most: number }[] = [];
    for (const number of touched) {
      const most = (2 * (this.counts[number]! + unscanned)) / (size + this.lengths[number]! + 1);
      this.counts[number] = 0;
      if (most >= want.floor) promising.push({ number, most });
    }
    promising.sort((left, right) => right.most - left.most || left.number - right.number);
    return this.alike(promising.slice(0, want.limit * 8), buckets, want, size);
  }

  private alike(
    promising: readonly { readonly number: number }[],
    buckets: ReadonlySet<number>,
    want: { readonly floor: number; readonly limit: number },
    size: number,
  ): number[] {
    return promising
      .map(({ number }) => {
        const name = this.names.at(number);
        let shared = 0;
        for (const bucket of bucketsOf(name)) if (buckets.has(bucket)) shared += 1;
        return { number, dice: (2 * shared) / (size + trigramCount(name)) };
      })
      .filter(({ dice }) => dice >= want.floor)
      .sort((left, right) => right.dice - left.dice || left.number - right.number)
      .slice(0, want.limit)
      .map(({ number }) => number);
  }

  private count({ from, to }: Range, touched: number[]): void {
    for (let at = from; at < to; at += 1) {
      const number = this.postings[at]!;
      if (this.counts[number] === 0) touched.push(number);
      if (this.counts[number]! < 255) this.counts[number]! += 1;
    }
  }

  /** The part of a trigram's list that speaks of the names in a range. */
  private span(bucket: number, { from, to }: Range): Range {
    return { from: this.firstFrom(bucket, from), to: this.firstFrom(bucket, to) };
  }

  private firstFrom(bucket: number, from: number): number {
    let [low, high] = [this.starts[bucket]!, this.starts[bucket + 1]!];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.postings[middle]! < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
