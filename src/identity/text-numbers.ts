import { PackedTexts } from './packed-texts';

/** Longest text that can be looked up, in bytes. */
const LONGEST = 4_096;

/**
 * Texts and a number for each, found by the text: a hash table over packed texts, as a map of as many strings takes four times the room.
 *
 * A text may be added again; it is then found by its newest number.
 */
export class TextNumbers {
  readonly texts = new PackedTexts();
  /** Number + 1 of the newest of each text; 0: free. */
  private slots = new Uint32Array(1 << 10);
  private distinct = 0;
  private readonly scratch = Buffer.allocUnsafeSlow(LONGEST);

  get bytes(): number {
    return this.texts.bytes + this.slots.byteLength;
  }

  /** The newest number of a text, or -1. */
  find(text: string): number {
    return this.slots[this.slotOf(text)]! - 1;
  }

  /** Adds a text that may be there already. @returns its number, and the one it had before, or -1. */
  add(text: string): { readonly number: number; readonly before: number } {
    if (2 * (this.distinct + 1) > this.slots.length) this.enlarge();
    const slot = this.slotOf(text);
    const before = this.slots[slot]! - 1;
    if (before < 0) this.distinct += 1;
    const number = this.texts.push(text);
    this.slots[slot] = number + 1;
    return { number, before };
  }

  /** The slot a text is in, or belongs into. */
  private slotOf(text: string): number {
    const mask = this.slots.length - 1;
    const length = text.length * 3 > LONGEST ? 0 : this.scratch.write(text);
    for (let slot = hashOf(text) & mask; ; slot = (slot + 1) & mask) {
      const held = this.slots[slot]!;
      if (held === 0 || this.texts.isAt(held - 1, this.scratch, length)) return slot;
    }
  }

  private enlarge(): void {
    const before = this.slots;
    this.slots = new Uint32Array(before.length * 2);
    for (const held of before) if (held !== 0) this.slots[this.slotOf(this.texts.at(held - 1))] = held;
  }
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
