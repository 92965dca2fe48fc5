import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type ParseOptions, readingOf, rowsOf } from '../../src/roster/parse';
import { RosterError } from '../../src/roster/problem';
import type { ParsedRow } from '../../src/roster/read-row';
import { workbook, zip } from './workbook';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-roster-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

async function rows(bytes: string | Uint8Array, options: ParseOptions = {}): Promise<ParsedRow[]> {
  files += 1;
  const file = join(folder, String(files));
  writeFileSync(file, bytes);
  const found: ParsedRow[] = [];
  for await (const row of rowsOf(await readingOf(file, options))) found.push(row);
  rmSync(file);
  return found;
}

const names = async (bytes: string | Uint8Array, options?: ParseOptions) => (await rows(bytes, options)).map(({ name }) => name);

/** What is wrong with a file. */
async function problem(bytes: string | Uint8Array, options?: ParseOptions) {
  const error = await rows(bytes, options).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RosterError);
  return (error as RosterError).problem;
}

const windows1256 = (text: string) => {
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1256').decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from([...text], (letter) => table.get(letter)!);
};

describe('letters', () => {
  const text = 'City,Country\nTétouan,Maroc\nMálaga,España\n';
  const read = ['Tétouan', 'Málaga'];

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['Windows-1252', Buffer.from(text, 'latin1')],
  ])('are read from %s', async (_, bytes) => {
    expect(await names(bytes)).toEqual(read);
  });

  it('of an Arabic file in Windows-1256 are Arabic', async () => {
    expect(await names(windows1256('المدينة;الدولة\r\nطنجة;المغرب\r\nفاس;المغرب\r\nتطوان;المغرب\r\n'))).toEqual(['طنجة', 'فاس', 'تطوان']);
  });

  it('of a French file with Arabic names in Windows-1256 are both', async () => {
    expect(await names(windows1256('Ville;Nom arabe\nTétouan;تطوان\nFès;فاس\n'))).toEqual(['Tétouan', 'Fès']);
  });

  it('of quotes in Windows-1252 are quotes', async () => {
    expect(await names(Buffer.from([...Buffer.from('City\nL'), 0x92, ...Buffer.from('Ariana\n')]))).toEqual(['L’Ariana']);
  });

  it('that break a file of UTF-8 are told by line', async () => {
    const bytes = Buffer.concat([Buffer.from(`City\n${'Tétouan\n'.repeat(30)}`), Buffer.from([0xe9, 0x0a])]);
    expect(await problem(bytes)).toMatchObject({ code: 'ENCODING', line: 32 });
  });

  it('are those a person says they are', async () => {
    expect(await names(Buffer.from('City\nCr\xe9teil\n', 'latin1'), { encoding: 'windows-1251' })).toEqual(['Crйteil']);
  });
});

describe('delimited text', () => {
  it.each([[','], [';'], ['\t'], ['|']])('is parted by %j', async (sign) => {
    expect(await rows(`City${sign}Country\nTangier${sign}MA\nOslo${sign}NO\n`)).toMatchObject([
      { name: 'Tangier', country: 'MA' },
      { name: 'Oslo', country: 'NO' },
    ]);
  });

  it('keeps delimiters, quotes and line ends inside quotes, and counts lines rightly', async () => {
    expect(await rows('City,Country\r\n"Tangier,\r\n""the white""",MA\rOslo,NO\n')).toMatchObject([
      { line: 2, name: 'Tangier,\r\n"the white"' },
      { line: 4, name: 'Oslo' },
    ]);
  });

  it('may begin with sep=, a title and empty lines', async () => {
    expect(await rows('sep=;\n\nMembers of the network;\n\nCity;Country\nOslo;NO\n')).toMatchObject([
      { line: 6, name: 'Oslo', country: 'NO' },
    ]);
  });

  it('with a quote that never closes names the line and column where it opens', async () => {
    expect(await problem('City,Country\nOslo,"NO\nTangier,MA\n')).toMatchObject({ code: 'UNTERMINATED_QUOTE', line: 2, column: 2 });
  });

  it('with text behind a quote, a zero, or a cell without end names the place', async () => {
    expect(await problem('City\n"Oslo" x\n')).toMatchObject({ code: 'TEXT_AFTER_QUOTE', line: 2, column: 1 });
    expect(await problem('City,Country\nOslo,N\0O\n')).toMatchObject({ code: 'NUL', line: 2, column: 2 });
    expect(await problem(`City,Country\nOslo,${'x'.repeat(20_000)}\n`)).toMatchObject({ code: 'CELL_TOO_LONG', line: 2, column: 2 });
  });

  it('of a million columns is refused', async () => {
    expect(await problem(`City\nOslo${','.repeat(1_000_000)}\n`)).toMatchObject({ code: 'TOO_MANY_COLUMNS', line: 2, column: 201 });
  });
});

describe('what is no roster', () => {
  it.each([
    ['a web page', '<!DOCTYPE html><html><table><tr><td>City</td></tr></table></html>'],
    ['JSON', '[{"city": "Oslo"}]'],
    ['gzip', gzipSync('City\nOslo\n')],
    ['a PDF', '%PDF-1.7\nCity\n'],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0)],
  ])('is told to be %s', async (_, bytes) => {
    expect(await problem(bytes)).toMatchObject({ code: 'NOT_A_ROSTER', line: 1, column: 1 });
  });

  it('is told to be empty', async () => {
    expect(await problem('')).toMatchObject({ code: 'EMPTY' });
    expect(await problem(' \n\n')).toMatchObject({ code: 'EMPTY' });
  });
});

describe('columns', () => {
  it.each([
    ['Member city', 'Country'],
    ['Nom de la ville', 'Pays'],
    ['Ciudad', 'País'],
    ['المدينة', 'الدولة'],
    ['Stadt', 'Land'],
    ['Cidade', 'País'],
    ['Città', 'Paese'],
    ['City (English)', 'Country code'],
  ])('are known by the words %s and %s', async (city, country) => {
    expect(await rows(`No,${country},${city}\n1,MA,Tangier\n`)).toMatchObject([{ name: 'Tangier', country: 'MA', memberNumber: '1' }]);
  });

  it.each(['State', 'Province/State', 'Région', 'Estado', 'Provincia', 'المحافظة', 'الجهة', 'Bundesland', 'Regione'])(
    'are known by the word %s for the region',
    async (region) => {
      expect(await rows(`City,Country,${region}\nSpringfield,US,Illinois\nAthens,US,Ohio\n`)).toMatchObject([
        { name: 'Springfield', country: 'US', region: 'Illinois', status: null, issues: [] },
        { region: 'Ohio' },
      ]);
    },
  );

  it('that may be a state or a country, or a state or a status, are what is in them', async () => {
    expect(await rows('City,State\nTangier,Morocco\nOslo,Norway\n')).toMatchObject([{ country: 'Morocco', region: null }, {}]);
    expect(await rows('Ciudad,País,Estado\nOaxaca,MX,activo\nLeón,MX,\n')).toMatchObject([{ status: 'ACTIVE', region: null }, {}]);
  });

  it('of counties keep the word, as many a county has the name of a state', async () => {
    expect(await rows('City,County\nAthens,Ohio\nBoston,Suffolk County\n')).toMatchObject([
      { region: 'Ohio County' },
      { region: 'Suffolk County' },
    ]);
  });

  it('are known by what is in them', async () => {
    expect(await rows('City,Where,Link\nTangier,Morocco,Q126148\nOslo,Norway,Q585\n')).toMatchObject([
      { name: 'Tangier', country: 'Morocco', wikidataId: 'Q126148' },
      { name: 'Oslo' },
    ]);
  });

  it('are those a person says, by header or number', async () => {
    expect(await names('A,B\nx,Oslo\n', { columns: { name: '2' } })).toEqual(['Oslo']);
    expect(await names('City,Seat\nx,Oslo\n', { columns: { name: 'Seat' } })).toEqual(['Oslo']);
    expect(await problem('A,B\nx,Oslo\n', { columns: { name: '7' } })).toMatchObject({ code: 'COLUMN_UNKNOWN', line: 1 });
  });

  it('without headers, or with the same header twice, are told by line and column', async () => {
    expect(await problem('Tangier,1\nOslo,2\n')).toMatchObject({ code: 'HEADER_MISSING', line: 1, column: 1 });
    expect(await problem('City,Country,City\nOslo,NO,Oslo\n')).toMatchObject({ code: 'HEADER_DUPLICATE', line: 1, column: 3 });
  });
});

describe('a row', () => {
  const issues = async (file: string) => (await rows(file)).flatMap(({ issues: found }) => found);

  it('keeps characters nobody sees, and tells of them', async () => {
    expect(await names('City\n\u202EolsO\n')).toEqual(['\u202EolsO']);
    expect(await issues('City,Country\n\u202EolsO,NO\n')).toMatchObject([{ code: 'HIDDEN_CHARACTERS', line: 2, column: 1 }]);
    expect(await issues('City\nTan\u200Bgier\n')).toMatchObject([{ code: 'HIDDEN_CHARACTERS' }]);
    expect(await issues('City\nشهرِ ری\nمی\u200Cخواهم\n')).toEqual([]);
  });

  it('tells of words that mix alphabets, and of formulas', async () => {
    expect(await issues('City\nОslo\n')).toMatchObject([{ code: 'MIXED_SCRIPTS' }]);
    expect(await issues('City,Country\n"=HYPERLINK(""x"")",NO\n')).toMatchObject([{ code: 'FORMULA', line: 2, column: 1 }]);
    expect(await issues('City,Phone\nOslo,+47 1\n')).toEqual([]);
  });

  it('has dates as precise as they are certain', async () => {
    const found = await rows('City,Member since\nA1a,2020\nBbb,31/12/2019\nCcc,03/04/2021\nDdd,٢٠١٨\nEee,soon\n');
    expect(found.map(({ since }) => since)).toEqual(['2020', '2019-12-31', '2021', '2018', null]);
    expect(found.flatMap(({ issues: told }) => told.map(({ code, line }) => [code, line]))).toEqual([
      ['DATE_LESS_PRECISE', 4],
      ['DATE_UNREAD', 6],
    ]);
  });

  it('with more cells than headers is told', async () => {
    expect(await issues('City,Country\nWashington, D.C.,US\n')).toMatchObject([{ code: 'MORE_CELLS_THAN_HEADERS', line: 2, column: 3 }]);
  });
});

describe('a workbook', () => {
  it('gives texts, dates and numbers of its first sheet, and tells of computed cells', async () => {
    const sheet = workbook([
      ['City', 'Country', 'Member since'],
      ['Tangier', 'MA', { date: 43_831 }],
      [{ formula: '"Os"&"lo"', value: 'Oslo' }, 'NO', 2021],
    ]);
    const found = await rows(sheet);
    expect(found).toMatchObject([
      { line: 2, name: 'Tangier', country: 'MA', since: '2020-01-01', issues: [] },
      { line: 3, name: 'Oslo', since: '2021', issues: [{ code: 'FORMULA', line: 3, column: 1 }] },
    ]);
  });

  it('that unpacks to gigabytes is refused before it does', async () => {
    // Made first: what making it takes is not what reading it takes.
    const file = workbook([['City']], { padding: 400 });
    const before = process.memoryUsage().rss;
    expect(await problem(file)).toMatchObject({ code: 'TOO_LARGE' });
    expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
  });

  it('that is damaged, another archive, or declares entities is refused', async () => {
    const whole = workbook([['City'], ['Oslo']]);
    expect(await problem(whole.subarray(0, whole.length - 30))).toMatchObject({ code: 'WORKBOOK' });
    expect(await problem(workbook([['City']], { without: 'xl/workbook.xml' }))).toMatchObject({ code: 'WORKBOOK' });
    expect(await problem(workbook([['City']], { doctype: true }))).toMatchObject({ code: 'WORKBOOK' });
  });

  it('in a workbook, with a password, or with a wrong sum is refused', async () => {
    const whole = workbook([['City'], ['Oslo']]);
    expect((await problem(zip([['inner.xlsx', whole]]))).message).toContain('no Excel workbook');
    expect((await problem(workbook([['City'], ['Oslo']], { isEncrypted: true }))).message).toContain('password');
    expect((await problem(workbook([['City'], ['Oslo']], { wrongSum: true }))).message).toContain('damaged');
  });

  const sheetOf = (second: string, texts = '') =>
    workbook([], { sheet: `<row r="1"><c t="str"><v>City</v></c></row><row r="2">${second}</row>`, texts });
  const text = (length: number) => randomBytes(length / 2).toString('hex');

  it.each([
    ['a cell of ten million letters', () => sheetOf(`<c r="C2" t="str"><v>${text(1e7)}</v></c>`), 'CELL_TOO_LONG', 3],
    ['a cell of 20,000 letters', () => sheetOf(`<c t="str"><v>x</v></c><c t="str"><v>${text(20_000)}</v></c>`), 'CELL_TOO_LONG', 2],
    ['a text of 20,000 letters', () => sheetOf('<c t="s"><v>0</v></c>', `<si><t>${text(20_000)}</t></si>`), 'CELL_TOO_LONG', 1],
    ['a million columns', () => sheetOf('<c r="A2"/><c r="BDWGN2"/>'), 'TOO_MANY_COLUMNS', 201],
    ['a million cells', () => sheetOf('<c/>'.repeat(1e6)), 'TOO_MANY_COLUMNS', 201],
    ['tags in tags in tags', () => sheetOf(`<c r="B2">${'<a>'.repeat(100_000)}`), 'WORKBOOK', 2],
    ['a tag that never closes', () => sheetOf('<c r="B2"><v>1</c>'), 'WORKBOOK', 2],
    ['an entity of nobody', () => sheetOf('<c r="B2"><v>&boom;</v></c>'), 'WORKBOOK', 2],
  ])('with %s is refused, with sheet, line and column', async (_, file, code, column) => {
    expect(await problem(file())).toMatchObject({
      code,
      line: 2,
      column,
      message: expect.stringContaining(`Line 2, column ${column}, sheet "Members": `),
    });
  });

  it('with more than two million texts is refused', async () => {
    const noise = randomBytes(2_000_001).toString('hex').replace(/../g, '<si/>$&');
    expect(await problem(sheetOf('<c t="s"><v>0</v></c>', noise))).toMatchObject({ code: 'WORKBOOK' });
  });
});

describe('whatever bytes come', () => {
  const isAnswer = async (bytes: Uint8Array) => {
    const answer = await rows(bytes).catch((error: unknown) => error);
    if (answer instanceof RosterError) expect(answer.problem.message).toMatch(/\w/);
    else expect(Array.isArray(answer)).toBe(true);
  };

  it('the hub has rows or a message', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), isAnswer), { numRuns: 300 });
  });

  it('the hub has rows or a message of texts that nearly are a roster', async () => {
    const piece = fc.constantFrom(
      'City',
      'Country',
      ',',
      ';',
      '\t',
      '"',
      '\n',
      '\r\n',
      '\r',
      '\0',
      '=',
      '\u202E',
      'طنجة',
      'Oslo',
      '\uFEFF',
      '2020',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), (pieces) => isAnswer(Buffer.from(`City,Country\n${pieces.join('')}`))),
      { numRuns: 300 },
    );
  });

  it.each(['3000000000', 'abc', '', '0', '-1', '1.5', '1e3000'])(
    'a workbook with a row of the number "%s" has a message',
    async (lastRow) => {
      expect(await problem(workbook([['City'], ['Oslo']], { lastRow }))).toMatchObject({ code: 'WORKBOOK' });
    },
  );

  it('the hub has rows or a message of workbooks with a byte changed', async () => {
    const whole = workbook([
      ['City', 'Country'],
      ['Oslo', 'NO'],
    ]);
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(change, ([at, byte]) => isAnswer(Uint8Array.from(whole, (old, place) => (place === at ? byte : old)))),
      { numRuns: 300 },
    );
  });

  it('what is written as CSV is read the same', async () => {
    const cell = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((text) => text.trim() === text && /\p{L}/u.test(text) && !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 20 }), async (cells) => {
        const file = `City,Note\n${cells.map((text) => `"${text.replaceAll('"', '""')}",x\n`).join('')}`;
        expect(await names(file)).toEqual(cells);
      }),
      { numRuns: 200 },
    );
  });
});
