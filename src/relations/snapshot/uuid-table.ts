import { at, withRoom } from './columns';

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

/** The words of a uuid in the form PostgreSQL sends it in. */
export function wordsIn(buffer: Buffer, offset: number): Words {
  return [buffer.readUInt32BE(offset), buffer.readUInt32BE(offset + 4), buffer.readUInt32BE(offset + 8), buffer.readUInt32BE(offset + 12)];
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
    const slot = this.slotOf(uuid);
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
    return at(this.slots, this.slotOf(uuid)) - 1;
  }

  /** The uuid with a number, as text. */
  textOf(number: number): string {
    const hex = [0, 1, 2, 3]
      .map((part) =>
        at(this.words, 4 * number + part)
          .toString(16)
          .padStart(8, '0'),
      )
      .join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** Below 0, 0 or above it, as the uuid of one number comes before, is or comes after that of another: as their texts do. */
  compare(left: number, right: number): number {
    for (let part = 0; part < 4; part += 1) {
      const difference = at(this.words, 4 * left + part) - at(this.words, 4 * right + part);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  private slotOf([first, second, third, fourth]: Words): number {
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
    const mask = this.slots.length - 1;
    for (let number = 0; number < this.size; number += 1) {
      const place = 4 * number;
      let slot = hash(at(this.words, place), at(this.words, place + 1), at(this.words, place + 2), at(this.words, place + 3)) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = number + 1;
    }
  }
}

function hash(first: number, second: number, third: number, fourth: number): number {
  const mixed = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(third ^ Math.imul(fourth, 0xc2b2ae35), 0x27d4eb2f);
  return mixed ^ (mixed >>> 15);
}
