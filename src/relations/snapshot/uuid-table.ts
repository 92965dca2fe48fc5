import { at, withRoom } from './columns';
import { orderedBy } from './order';

/** The four 32-bit words of a uuid. */
export type Words = readonly [number, number, number, number];

/** The words of a uuid as text, in lower case. */
export function wordsOf(uuid: string): Words {
  const word = (hex: string) => Number.parseInt(hex, 16);
  return [
    word(uuid.slice(0, 8)),
    word(uuid.slice(9, 13) + uuid.slice(14, 18)),
    word(uuid.slice(19, 23) + uuid.slice(24, 28)),
    word(uuid.slice(28, 36)),
  ];
}

/** The text of a uuid. */
export function textOf(uuid: Words): string {
  const hex = uuid.map((word) => word.toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The words of a uuid in the form PostgreSQL sends it in. */
export function wordsIn(buffer: Buffer, offset: number): Words {
  return [wordIn(buffer, offset), wordIn(buffer, offset + 4), wordIn(buffer, offset + 8), wordIn(buffer, offset + 12)];
}

function wordIn(buffer: Buffer, offset: number): number {
  return ((buffer[offset]! << 24) | (buffer[offset + 1]! << 16) | (buffer[offset + 2]! << 8) | buffer[offset + 3]!) >>> 0;
}

/**
 * Uuids, numbered from 0 in the order they were added and never removed.
 *
 * 16 bytes each and up to 16 of an open hash table, where a `Map` of texts takes some 150.
 */
export class UuidTable {
  size = 0;
  private words = new Uint32Array(64);
  /** Number of the uuid that hashes here or before, plus 1; 0: free. At most half of them are taken. */
  private slots = new Int32Array(64);

  /** The number of a uuid, which it is given if it has none. */
  add(uuid: Words): number {
    const slot = this.slotOf(uuid[0], uuid[1], uuid[2], uuid[3]);
    const known = at(this.slots, slot) - 1;
    if (known >= 0) return known;
    this.words = withRoom(this.words, 4 * (this.size + 1));
    this.words.set(uuid, 4 * this.size);
    this.slots[slot] = this.size + 1;
    this.size += 1;
    if (this.size * 2 > this.slots.length) this.spread();
    return this.size - 1;
  }

  /** The number of a uuid, -1 when it has none. */
  find(uuid: Words): number {
    return at(this.slots, this.slotOf(uuid[0], uuid[1], uuid[2], uuid[3])) - 1;
  }

  /** As `find`, of a uuid in the form PostgreSQL sends it in: nothing is made of it, as millions are looked up. */
  findIn(buffer: Buffer, offset: number): number {
    const [first, second] = [wordIn(buffer, offset), wordIn(buffer, offset + 4)];
    return at(this.slots, this.slotOf(first, second, wordIn(buffer, offset + 8), wordIn(buffer, offset + 12))) - 1;
  }

  /** The uuid with a number, as text. */
  textOf(number: number): string {
    const word = (part: number) => this.words[4 * number + part] ?? 0;
    return textOf([word(0), word(1), word(2), word(3)]);
  }

  /** Below 0, 0 or above it, as the uuid of one number comes before, is or comes after that of another: as their texts do. */
  compare(left: number, right: number): number {
    for (let part = 0; part < 4; part += 1) {
      const difference = this.words[4 * left + part]! - this.words[4 * right + part]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** Numbers in the order of their uuids. */
  inOrder(numbers: Int32Array): Int32Array {
    const ordered = orderedBy(numbers, (number) => this.words[4 * number]!);
    // Of those that begin alike there are hardly any, and they are next to each other.
    for (let place = 1; place < ordered.length; place += 1) {
      const number = ordered[place]!;
      let behind = place;
      for (; behind > 0 && this.compare(ordered[behind - 1]!, number) > 0; behind -= 1) ordered[behind] = ordered[behind - 1]!;
      ordered[behind] = number;
    }
    return ordered;
  }

  private slotOf(first: number, second: number, third: number, fourth: number): number {
    const mask = this.slots.length - 1;
    let slot = hash(first, second, third, fourth) & mask;
    for (;;) {
      const place = 4 * (at(this.slots, slot) - 1);
      if (place < 0) return slot;
      const { words } = this;
      if (words[place + 3] === fourth && words[place + 2] === third && words[place + 1] === second && words[place] === first) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private spread(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const { words } = this;
    const mask = this.slots.length - 1;
    for (let number = 0; number < this.size; number += 1) {
      const place = 4 * number;
      let slot = hash(words[place]!, words[place + 1]!, words[place + 2]!, words[place + 3]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = number + 1;
    }
  }
}

function hash(first: number, second: number, third: number, fourth: number): number {
  const mixed = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(third ^ Math.imul(fourth, 0xc2b2ae35), 0x27d4eb2f);
  return mixed ^ (mixed >>> 15);
}
