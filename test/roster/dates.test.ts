import type { Layout } from '../../src/roster/columns';
import { dateIn, isOpenEnd } from '../../src/roster/dates';
import { readRow } from '../../src/roster/read-row';

const LAYOUT = { columns: { name: 0, since: 1, until: 2 }, headerLine: 1, headers: ['City', 'Since', 'Until'] } as Layout;
const read = (since: string, until: string) => readRow({ line: 2, cells: ['Oslo', since, until] }, LAYOUT);

it.each(['9999', '9999-12-31', '31/12/9999', '12/9999', '9999-12-31 00:00:00', '٩٩٩٩'])('takes %s for an end that is open', (text) => {
  expect([dateIn(text), isOpenEnd(text)]).toEqual([null, true]);
  expect(read('2020', text)).toMatchObject({ since: '2020', until: null, issues: [] });
});

it('takes other years for what they are, and a start in the year 9999 for none', () => {
  expect(read('2020', '9998-12-31')).toMatchObject({ until: '9998-12-31', issues: [] });
  expect(read('9999', '')).toMatchObject({ since: null, issues: [{ code: 'DATE_UNREAD' }] });
});

it('takes the day first where dots part a date, and is not sure of it where strokes do', () => {
  expect([dateIn('01.02.2003'), dateIn('31.12.2003'), dateIn('31.13.2004'), dateIn('01/02/2003')]).toEqual([
    '2003-02-01',
    '2003-12-31',
    null,
    '2003',
  ]);
});
