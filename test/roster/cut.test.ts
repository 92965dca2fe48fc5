import type { Layout } from '../../src/roster/columns';
import { citation } from '../../src/roster/draft';
import { shown } from '../../src/roster/problem';
import { readRow } from '../../src/roster/read-row';

/** A letter that takes two places, so that each cut falls in the middle of one. */
const WIDE = '\u{2000B}';
const text = (before: number) => 'x'.repeat(before) + WIDE.repeat(300);
const isWhole = (given: string) => !/\p{Surrogate}/u.test(given);

it('cuts no letter in two', () => {
  const layout = { columns: { name: 0, country: 1 }, headerLine: 1, headers: ['City', 'Country'] } as Layout;
  for (const before of [0, 1]) {
    const { name, country } = readRow({ line: 2, cells: [text(before), text(before)] }, layout);
    expect([name, country].map((each) => each !== null && each.length >= 499 && isWhole(each))).toEqual([true, true]);
    expect(isWhole(shown(text(before)))).toBe(true);
    const { quote } = citation({
      factId: 'f',
      versionId: 'v',
      sourceId: 's',
      asOf: '2026-01-31',
      row: { name: text(before), line: 2, asOf: null, quote: null },
    });
    expect(isWhole(String(quote))).toBe(true);
  }
});
