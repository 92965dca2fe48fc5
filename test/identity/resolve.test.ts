import * as fc from 'fast-check';
import { type CityMatch, type CityMatchInput, resolveCity } from '../../src/identity/resolve';
import { row, WORLD } from './places';

function ask(name: string, country?: string, more: Partial<CityMatchInput> = {}): CityMatch {
  return resolveCity(WORLD, { name, country: country ?? null, ...more });
}

describe('a name that stands clearly alone', () => {
  it.each([
    ['Tangier', 'MA', 'tangier'],
    ['TANGER', 'Morocco', 'tangier'],
    ['طنجه', 'المغرب', 'tangier'],
    ['丹吉尔', 'MAR', 'tangier'],
    ['جماعة طنجة', 'MA', 'tangier'],
    ['Commune de Tetouan', 'Maroc', 'tetouan'],
    ['Ejido, El', 'ES', 'el-ejido'],
    ['Ayuntamiento de El Ejido', 'España', 'el-ejido'],
    ['Vitoria / Gasteiz', 'ES', 'gasteiz'],
    ['Porto (Oporto)', 'PT', 'porto'],
    ['Bod<c3><b8> kommune', 'NO', 'bodo'],
    ['GyÅ‘r', 'HU', 'gyor'],
    ['Gy?r', 'HU', 'gyor'],
    ['Athens, GA', 'US', 'athens-ga'],
    ['Athens (Ohio)', 'USA', 'athens-oh'],
    ['Δήμος Αθήνα', 'GR', 'athens'],
    ['Fuchu, TKY', 'JP', 'fuchu-tokyo'],
    ['札幌市', 'JP', 'sapporo'],
    ['Nischni Nowgorod', 'RU', 'nizhny'],
    ['Kasan', 'RU', 'kazan'],
    ['ورزازات', 'MA', 'ouarzazate'],
    ['بومرداس', 'DZ', 'boumerdes'],
    ['Valletta', undefined, 'valletta'],
    ['Valletta MALTA', undefined, 'valletta'],
  ])('%s in %s is %s', (name, country, id) => {
    expect(ask(name, country).cityId).toBe(id);
  });

  it('carries the reasons of its score', () => {
    const { candidates, ref } = ask('Athens, GA', 'US', { ref: 'row 7' });
    expect(ref).toBe('row 7');
    expect(candidates[0]).toMatchObject({ cityId: 'athens-ga', match: true, matchedName: { value: 'Athens' } });
    expect(candidates[1]?.features).toContainEqual({ id: 'region', value: -30 });
  });
});

describe('a refusal', () => {
  it.each([
    ['Province of Antwerp', 'BE', 'antwerp'],
    ['Provincie Antwerpen', 'BE', 'antwerp'],
    ['Athens County, OH', 'US', 'athens-oh'],
    ['Region of Tangier', 'MA', 'tangier'],
    ['Préfecture de Tanger', 'MA', 'tangier'],
    ['إقليم تطوان', 'MA', 'tetouan'],
  ])('keeps %s from being the city, and shows it', (name, country, id) => {
    const match = ask(name, country);
    expect(match.decision).toBe('REVIEW');
    expect(match.reasons).toContain('ANOTHER_LEVEL');
    expect(match.candidates.map(({ cityId }) => cityId)).toContain(id);
  });

  it('takes a province for itself when the hub has one', () => {
    const index = WORLD.with([
      row({
        id: 'province',
        country: 'BE',
        names: ['Antwerp'],
        given: [{ value: 'Province of Antwerp', language: 'en', kind: 'OFFICIAL' }],
        kind: 'PROVINCE',
      }),
    ]);
    expect(resolveCity(index, { name: 'Province of Antwerp', country: 'BE' }).cityId).toBe('province');
  });

  it('never lets an acronym decide', () => {
    expect(ask('OPO', 'PT')).toMatchObject({ decision: 'REVIEW', reasons: expect.arrayContaining(['ACRONYM']) });
  });

  it('leaves two equal places to a person, ranked', () => {
    const match = ask('San Miguelito', 'MX');
    expect(match).toMatchObject({ decision: 'REVIEW', cityId: null, reasons: ['SEVERAL_ALIKE'] });
    expect(match.candidates).toHaveLength(2);
  });

  it('decides between them by position', () => {
    const index = WORLD.with([row({ id: 'twin-east', country: 'MX', names: ['San Miguelito'], latitude: 20, longitude: -103 })]);
    const far = index.with([
      row({ id: 'twin-north', country: 'MX', names: ['San Miguelito'], latitude: 30, longitude: -103 }),
      row({ id: 'twin-south', country: 'MX', names: ['San Miguelito'], latitude: 10, longitude: -90 }),
    ]);
    expect(resolveCity(far, { name: 'San Miguelito', country: 'MX', latitude: 20.01, longitude: -103.02 }).cityId).toBe('twin-east');
  });

  it('does not take a city of another country', () => {
    const match = ask('Tetouan', 'ES');
    expect(match.decision).not.toBe('MATCH');
  });

  it('does not guess a country nobody knows', () => {
    expect(ask('Valletta', 'Atlantis').reasons).toContain('COUNTRY_UNKNOWN');
  });

  it('says when nothing is like it', () => {
    expect(ask('Xyzzyville', 'MA')).toMatchObject({ decision: 'NO_MATCH', candidates: [], reasons: ['NOTHING_LIKE_IT'] });
  });

  it('does not choose between the places of a list', () => {
    expect(ask('Tetouan - Ouarzazate', 'MA').decision).toBe('REVIEW');
  });
});

describe('a region given beside the name', () => {
  it.each([
    ['Springfield', 'US', 'Illinois', 'springfield-il'],
    ['Springfield', 'US', 'IL', 'springfield-il'],
    ['Springfield', 'US', 'US-TN', 'springfield-tn'],
    ['Springfield', 'US', 'State of Tennessee', 'springfield-tn'],
    ['Athens', 'US', 'Ohio', 'athens-oh'],
    ['San Miguelito', 'MX', 'Oaxaca', 'twin-south'],
    // A region whose names the hub does not have, told by the city it is called after, also beside another.
    ['Concepción', 'BO', 'Santa Cruz', 'concepcion-bo-08'],
    ['Concepcion', 'BO', 'Camiri - Cordillera', 'concepcion-bo-08'],
    ['Santa Cruz', 'BO', 'Departamento de Santa Cruz', 'santa-cruz-bo'],
  ])('tells which %s in %s, %s, is meant', (name, country, region, id) => {
    expect(ask(name, country, { region })).toMatchObject({ decision: 'MATCH', cityId: id });
  });

  it.each([
    ['Tangier', 'MA', 'Tanger-Tétouan-Al Hoceïma'],
    ['Nairobi', 'KE', 'Africa'],
    ['Springfield', 'US', 'Midwest'],
    ['Nairobi', 'KE', ''],
  ])('says nothing when it cannot be read: %s in %s, %s', (name, country, region) => {
    expect(ask(name, country, { region })).toEqual(ask(name, country));
  });

  it('that contradicts does not refuse the only one there is, and has a person look', () => {
    expect(ask('Sapporo', 'JP', { region: 'Okinawa' })).toMatchObject({
      decision: 'REVIEW',
      reasons: expect.arrayContaining(['REGION_CONTRADICTS']),
      candidates: [{ cityId: 'sapporo', match: false }],
    });
    expect(ask('Springfield', 'US', { region: 'Alaska' })).toMatchObject({ decision: 'REVIEW', candidates: { length: 3 } });
  });

  it('is no country of that name', () => {
    expect(ask('Antwerp', 'BE', { region: 'Luxembourg' })).toMatchObject({ decision: 'MATCH', cityId: 'antwerp' });
  });

  it('that is a county of the United States is no state of that name', () => {
    expect(ask('Athens', 'US', { region: 'Ohio County' })).toEqual(ask('Athens', 'US'));
  });

  it('yields to an identifier', () => {
    expect(ask('Tangier', 'MA', { region: 'Ceuta', geonamesId: '2530335' })).toMatchObject({ decision: 'MATCH', cityId: 'tangier' });
  });
});

describe('an identifier', () => {
  it('decides, whatever the language of the name', () => {
    expect(ask('Atenas', 'GR', { wikidataId: 'Q1524' }).cityId).toBe('athens');
    expect(ask('Tanger', undefined, { geonamesId: '2530335' }).cityId).toBe('tangier');
    expect(ask('Tanger', undefined, { unlocode: 'ma tng' }).cityId).toBe('tangier');
  });

  it('that contradicts the name is for a person', () => {
    expect(ask('Valletta', undefined, { geonamesId: 2530335 })).toMatchObject({
      decision: 'REVIEW',
      reasons: ['IDENTIFIER_CONTRADICTS_NAME'],
    });
    expect(ask('Tangier', 'ES', { geonamesId: 2530335 }).decision).toBe('REVIEW');
    expect(ask('Athens', 'GR', { wikidataId: 'Q1' }).decision).toBe('REVIEW');
  });

  it('that disagrees with another is for a person', () => {
    expect(ask('Tangier', undefined, { geonamesId: 2530335, wikidataId: 'Q1524' }).reasons).toContain('IDENTIFIERS_DISAGREE');
  });
});

describe('an index', () => {
  it('takes later names without being rebuilt, and forgets the earlier ones of the same place', () => {
    const later = WORLD.with([row({ id: 'kyiv', country: 'UA', names: ['Kyiv', 'Kyjiw'] })]);
    expect(resolveCity(later, { name: 'Kyjiw', country: 'UA' }).cityId).toBe('kyiv');
    expect(resolveCity(later, { name: 'Київ', country: 'UA' }).candidates.filter(({ cityId }) => cityId === 'kyiv')).toHaveLength(1);
    expect(resolveCity(WORLD, { name: 'Kyjiw', country: 'UA' }).decision).toBe('REVIEW');
  });
});

describe('any name at all', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ maxLength: 80 }),
    fc.constantFrom('((((', ', ,', ' / ', '<c3>', 'حح', '?'),
  );

  it('is answered without throwing, with at most one choice', () => {
    fc.assert(
      fc.property(anything, fc.option(fc.string({ maxLength: 12 })), (name, country) => {
        const { decision, cityId, candidates } = resolveCity(WORLD, { name, country });
        expect(cityId !== null).toBe(decision === 'MATCH');
        expect(candidates.filter(({ match }) => match).length).toBe(decision === 'MATCH' ? 1 : 0);
        expect(candidates.every(({ score }) => score >= 0 && score <= 100)).toBe(true);
      }),
    );
  });

  it('of one letter or none decides nothing', () => {
    const index = WORLD.with([row({ id: 'a', country: 'NO', names: ['Å'] }), row({ id: 'y', country: 'FR', names: ['Y'] })]);
    fc.assert(
      fc.property(
        fc.constantFrom('', ' ', '-', '()', 'Å', 'Y', 'y.', '?', '<c3><85>'),
        fc.constantFrom(null, 'NO', 'FR'),
        (name, country) => {
          expect(resolveCity(index, { name, country }).decision).not.toBe('MATCH');
        },
      ),
    );
  });
});
