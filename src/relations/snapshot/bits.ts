/** A set of small numbers, one bit each. */
export class Bits {
  /** How many are in it; undefined until it is asked. */
  private counted: number | undefined;

  constructor(readonly words: Uint32Array) {}

  add(number: number): void {
    this.counted = undefined;
    this.words[number >>> 5]! |= 1 << (number & 31);
  }

  has(number: number): boolean {
    return ((this.words[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }

  size(): number {
    this.counted ??= sizeOf(this.words);
    return this.counted;
  }

  /** What is in this set and in the other. */
  and({ words }: Bits): Bits {
    const both = this.words.slice();
    for (let place = 0; place < both.length; place += 1) both[place]! &= words[place] ?? 0;
    return new Bits(both);
  }

  /** What is in this set or in the other, which is not larger. */
  or({ words }: Bits): Bits {
    const either = this.words.slice();
    for (let place = 0; place < either.length; place += 1) either[place]! |= words[place] ?? 0;
    return new Bits(either);
  }

  /** What is in this set and not in the other. */
  without({ words }: Bits): Bits {
    const rest = this.words.slice();
    for (let place = 0; place < rest.length; place += 1) rest[place]! &= ~(words[place] ?? 0);
    return new Bits(rest);
  }

  /** How many are in this set and in the other. */
  sizeOfAnd({ words }: Bits): number {
    let sum = 0;
    for (let place = 0; place < words.length; place += 1) {
      const word = (this.words[place] ?? 0) & (words[place] ?? 0);
      if (word !== 0) sum += ones(word);
    }
    return sum;
  }

  /** Those of its numbers that pass a test. */
  filter(test: (number: number) => boolean): Bits {
    const passing = new Bits(new Uint32Array(this.words.length));
    for (let place = 0; place < this.words.length; place += 1) {
      for (let left = this.words[place]!; left !== 0; left &= left - 1) {
        const bit = left & -left;
        if (test(place * 32 + 31 - Math.clz32(bit))) passing.words[place]! |= bit;
      }
    }
    return passing;
  }

  /** Its numbers, ascending. */
  numbers(): number[] {
    const numbers: number[] = [];
    this.words.forEach((word, place) => {
      for (let left = word; left !== 0; left &= left - 1) numbers.push(place * 32 + 31 - Math.clz32(left & -left));
    });
    return numbers;
  }
}

/** An empty set for numbers below a bound. */
export function bitsOf(bound: number): Bits {
  return new Bits(new Uint32Array((bound + 31) >>> 5));
}

function sizeOf(words: Uint32Array): number {
  let sum = 0;
  for (const word of words) if (word !== 0) sum += ones(word);
  return sum;
}

/** Bits that are set in a word. */
function ones(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
