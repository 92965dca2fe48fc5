import fc from 'fast-check';
import { corroborationOf } from '../../src/catalog/membership/corroboration';
import { following } from '../../src/world/period';
import { slugsOf } from '../../src/world/slugs';
import { spansOf, transitionsOf } from '../../src/world/spans';

const place = fc.record({
  geonamesId: fc.integer({ min: 1, max: 99 }),
  name: fc.constantFrom('Fès', 'Fes', 'Fes 7', 'Fes-7', '方', ''),
  asciiName: fc.constantFrom('Fes', 'Fes 7', 'Fes-7', "F'es", ''),
  countryCode: fc.constantFrom('MA', 'FR'),
  population: fc.option(fc.integer({ min: 1, max: 5 })),
});
const places = fc.uniqueArray(place, { selector: ({ geonamesId }) => geonamesId, maxLength: 40 });

describe('slugs', () => {
  it('differ from place to place, whatever the names', () => {
    fc.assert(
      fc.property(places, (all) => {
        const slugs = slugsOf(all);
        expect(new Set(slugs.values()).size).toBe(all.length);
        for (const slug of slugs.values()) expect(slug).toMatch(/^[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });

  it('do not depend on the order of the places, and never change when others come', () => {
    fc.assert(
      fc.property(places, fc.nat({ max: 40 }), (all, some) => {
        expect(new Map([...slugsOf([...all].reverse())].sort())).toEqual(new Map([...slugsOf(all)].sort()));
        const before = slugsOf(all.slice(0, some));
        const after = slugsOf(all, before);
        for (const [id, slug] of before) expect(after.get(id)).toBe(slug);
      }),
    );
  });
});

it.each([
  ['2019', '2020'],
  ['2019-12', '2020-01'],
  ['2024-02-28', '2024-02-29'],
  ['2019-12-31', '2020-01-01'],
])('after %s comes %s', (date, next) => {
  expect(following(date)).toBe(next);
});

describe('the life of a membership', () => {
  const life = { status: 'EXPIRED', validFrom: '2013-12', validTo: '2019', at: null };

  it('is a time of membership and the time since, when its end is known', () => {
    expect(spansOf(life)).toEqual([
      { status: 'ACTIVE', from: '2013-12', to: '2019' },
      { status: 'EXPIRED', from: '2020', to: null },
    ]);
    expect(transitionsOf(life).map(({ to, on }) => [to, on])).toEqual([
      ['ACTIVE', '2013-12'],
      ['EXPIRED', '2019'],
    ]);
  });

  it('is one span otherwise, without steps nobody knows of', () => {
    const listed = { status: 'ACTIVE', validFrom: null, validTo: null, at: null };
    expect(spansOf(listed)).toEqual([{ status: 'ACTIVE', from: null, to: null }]);
    expect(transitionsOf(listed)).toEqual([]);
    expect(spansOf({ ...life, validTo: null })).toHaveLength(1);
  });
});

it.each([
  ['https://old.uclg.org/members', 'https://www.uclg.org', null, 'ORGANIZATION'],
  ['https://ampcc.ma/fr', 'https://uclg.org', 'https://www.ampcc.ma/', 'MEMBER'],
  ['https://notuclg.org/', 'https://uclg.org', null, 'UNCONFIRMED'],
] as const)('a membership read at %s, of %s, is %s', (source, site, memberSite, said) => {
  expect(corroborationOf([source], site, memberSite)).toBe(said);
});
