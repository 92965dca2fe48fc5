/** A set of numbers that are not too large, a bit for each up to the largest: millions of them take a few megabytes. */
export class IdSet {
  private bits = new Uint8Array(1024 * 1024);

  add(id: number): void {
    const place = id >>> 3;
    if (place >= this.bits.length) {
      const larger = new Uint8Array(Math.max(place + 1, this.bits.length * 2));
      larger.set(this.bits);
      this.bits = larger;
    }
    this.bits[place]! |= 1 << (id & 7);
  }

  has(id: number): boolean {
    return ((this.bits[id >>> 3] ?? 0) & (1 << (id & 7))) !== 0;
  }
}
