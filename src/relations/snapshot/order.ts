/**
 * Items in the order of whole numbers from 0, one for each; those with the same one stay as they were.
 *
 * Ten times faster than by comparing. The largest number times the items must be below 2^53, so that a double holds both exactly.
 */
export function orderedBy(items: Int32Array, numberOf: (item: number) => number): Int32Array {
  const { length } = items;
  const keys = new Float64Array(length);
  for (let place = 0; place < length; place += 1) keys[place] = numberOf(items[place]!) * length + place;
  keys.sort();
  const ordered = new Int32Array(length);
  for (let place = 0; place < length; place += 1) ordered[place] = items[keys[place]! % length]!;
  return ordered;
}

/** The numbers from one up to another, exclusive. */
export function numbersFrom(first: number, end: number): Int32Array {
  const numbers = new Int32Array(end - first);
  for (let place = 0; place < numbers.length; place += 1) numbers[place] = first + place;
  return numbers;
}
