import { NameIndex } from '../../src/identity/index-of-names';
import type { NamedRow } from '../../src/identity/rows';

type Given = Partial<NamedRow> & Pick<NamedRow, 'id' | 'country' | 'names'>;

/** A row with what a test says of it and nothing else. */
export function row(given: Given): NamedRow {
  return {
    ...{ ownNames: 1, given: [], region: '', district: '', latitude: null, longitude: null, population: null, kind: 'CITY' },
    ...{ geonamesId: null, wikidataId: null, unlocode: null },
    ...given,
  };
}

/** Places of many scripts, some of them namesakes. */
export const PLACES: readonly NamedRow[] = [
  row({
    id: 'tangier',
    country: 'MA',
    names: ['Tangier', 'Tanger', 'طنجة', 'Тангер', '丹吉尔'],
    population: 688_356,
    geonamesId: 2530335,
    unlocode: 'MATNG',
  }),
  row({ id: 'tetouan', country: 'MA', names: ['Tétouan', 'تطوان'], population: 326_261, latitude: 35.57, longitude: -5.37 }),
  row({ id: 'ouarzazate', country: 'MA', names: ['Ouarzazate'], population: 39_203 }),
  row({ id: 'boumerdes', country: 'DZ', names: ['Boumerdes'], population: 786_499 }),
  row({ id: 'athens', country: 'GR', names: ['Athens', 'Αθήνα', 'Atenas'], population: 664_046, wikidataId: 'Q1524' }),
  row({ id: 'athens-ga', country: 'US', region: 'GA', names: ['Athens'], population: 116_714 }),
  row({ id: 'athens-oh', country: 'US', region: 'OH', names: ['Athens'], population: 25_044 }),
  row({ id: 'valletta', country: 'MT', names: ['Valletta', 'Il-Belt Valletta'], population: 6_794 }),
  row({ id: 'porto', country: 'PT', names: ['Porto', 'Oporto', 'OPO'], population: 249_633 }),
  row({ id: 'bodo', country: 'NO', names: ['Bodø'], population: 41_720 }),
  row({ id: 'el-ejido', country: 'ES', names: ['El Ejido'], population: 84_227 }),
  row({ id: 'gasteiz', country: 'ES', names: ['Gasteiz / Vitoria', 'Vitoria-Gasteiz', 'Vitoria', 'Gasteiz'], population: 235_661 }),
  row({ id: 'antwerp', country: 'BE', names: ['Antwerp', 'Antwerpen', 'Anvers'], population: 459_805 }),
  row({ id: 'kazan', country: 'RU', names: ['Kazan', 'Казань'], population: 1_104_738 }),
  row({ id: 'nizhny', country: 'RU', names: ['Nizhniy Novgorod', 'Нижний Новгород'], population: 1_284_164 }),
  row({ id: 'sapporo', country: 'JP', region: '12', names: ['Sapporo', '札幌'], population: 1_883_027 }),
  row({ id: 'fuchu-tokyo', country: 'JP', region: '40', names: ['Fuchū'], population: 260_000 }),
  row({ id: 'fuchu-hiroshima', country: 'JP', region: '11', names: ['Fuchū'], population: 250_000 }),
  row({ id: 'twin-north', country: 'MX', region: '14', names: ['San Miguelito'], population: 5_000 }),
  row({ id: 'twin-south', country: 'MX', region: '20', names: ['San Miguelito'], population: 5_000 }),
  row({ id: 'springfield-mo', country: 'US', region: 'MO', names: ['Springfield'], population: 166_810 }),
  row({ id: 'springfield-il', country: 'US', region: 'IL', names: ['Springfield'], population: 116_565 }),
  row({ id: 'springfield-tn', country: 'US', region: 'TN', names: ['Springfield'], population: 16_478 }),
  row({ id: 'santa-cruz-bo', country: 'BO', region: '08', names: ['Santa Cruz de la Sierra', 'Santa Cruz'], population: 1_364_389 }),
  row({ id: 'santa-cruz-camiri', country: 'BO', region: '08', district: '0807', names: ['Camiri'], population: 27_961 }),
  row({ id: 'concepcion-bo-08', country: 'BO', region: '08', names: ['Concepción'], population: 6_800 }),
  row({ id: 'concepcion-bo-05', country: 'BO', region: '05', names: ['Concepción'], population: 9_000 }),
  row({ id: 'nairobi', country: 'KE', region: '05', names: ['Nairobi'], population: 2_750_547 }),
  row({ id: 'gyor', country: 'HU', names: ['Győr'], population: 129_435 }),
  row({ id: 'kyiv', country: 'UA', names: ['Kyiv', 'Київ', 'Kiev'], population: 2_797_553 }),
];

export const WORLD = NameIndex.of(PLACES);
