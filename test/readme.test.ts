import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { SETTINGS } from '../src/config';

const PROJECT = join(__dirname, '..');
const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8');

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const schema = buildSchema(read('schema/hub.graphql'));

const PAGES = [
  ...readdirSync(PROJECT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' }).flatMap((name) =>
    name.endsWith('.md') ? join('docs', name) : [],
  ),
  'data/README.md',
];

describe('The README', () => {
  it('has a row for every setting there is, and for no other', () => {
    const [, table = ''] = read('README.md').split(/^\| setting .*\n\|[ -|]*\n/m);
    const rows = table.slice(0, table.indexOf('\n\n')).split('\n');
    const cells = rows.map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    expect(cells).toEqual(SETTINGS.map(({ name, default: standard, meaning }) => [`\`${name}\``, standard, meaning]));
  });
});

describe.each(PAGES)('The page %s', (page) => {
  it('names only commands that exist', () => {
    const named = [...read(page).matchAll(/\bnpm (?:run ([\w:]+)|(start|test))/g)].map(([, run, short]) => run ?? short);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
    const ofHub = [...read(page).matchAll(/npm run hub -- (\w+)/g)].map(([, command]) => command);
    const known = [...read('src/cli.ts').matchAll(/\.command\('(\w+)'/g)].map(([, command]) => command);
    expect(known).toEqual(expect.arrayContaining(ofHub));
  });

  it('asks only questions the schema knows', () => {
    const questions = [...read(page).matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, question = '']) => question);
    expect(questions.flatMap((question) => validate(schema, parse(question)))).toEqual([]);
  });

  it('links to files that exist', () => {
    const links = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => link);
    const relative = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(relative.filter((link) => !existsSync(join(PROJECT, dirname(page), link)))).toEqual([]);
  });
});

it('lists every decision in the index of the documentation', () => {
  const index = read('docs/README.md');
  const decisions = readdirSync(join(PROJECT, 'docs/decisions'));
  expect(decisions.filter((name) => !index.includes(`(decisions/${name})`))).toEqual([]);
});
