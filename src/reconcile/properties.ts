import { type LocalizedText, textIn } from '../platform/language';
import { isLike, type Named, withBroader } from './vocabulary';

/** Something known of an entity: to tell namesakes apart when asking, to fetch as a column when found, or both. */
interface PropertyWords {
  readonly id: string;
  readonly name: LocalizedText;
  readonly help: string;
  readonly types: readonly string[];
  /** Whether it helps to tell which entity is meant. */
  readonly asks: boolean;
  /** Whether it can be fetched. */
  readonly answers: boolean;
}

const ALL = ['City', 'Country', 'Organization'];
const BOTH = { asks: true, answers: true };
const HINT = { asks: true, answers: false };
const FETCHED = { asks: false, answers: true };

const PROPERTIES: readonly PropertyWords[] = [
  {
    id: 'name_en',
    name: { en: 'Name in English', fr: 'Nom en anglais', es: 'Nombre en inglés', ar: 'الاسم بالإنجليزية' },
    help: 'Its English name, or the usual one.',
    types: ALL,
    ...FETCHED,
  },
  {
    id: 'name_fr',
    name: { en: 'Name in French', fr: 'Nom en français', es: 'Nombre en francés', ar: 'الاسم بالفرنسية' },
    help: 'Empty when none is recorded.',
    types: ALL,
    ...FETCHED,
  },
  {
    id: 'name_es',
    name: { en: 'Name in Spanish', fr: 'Nom en espagnol', es: 'Nombre en español', ar: 'الاسم بالإسبانية' },
    help: 'Empty when none is recorded.',
    types: ALL,
    ...FETCHED,
  },
  {
    id: 'name_ar',
    name: { en: 'Name in Arabic', fr: 'Nom en arabe', es: 'Nombre en árabe', ar: 'الاسم بالعربية' },
    help: 'Empty when none is recorded.',
    types: ALL,
    ...FETCHED,
  },
  {
    id: 'country',
    name: { en: 'Country', fr: 'Pays', es: 'País', ar: 'البلد' },
    help: 'To ask: an ISO code, or a name in any common language. Fetched: the country.',
    types: ['City', 'Organization'],
    ...BOTH,
  },
  {
    id: 'countryCode',
    name: { en: 'Country code', fr: 'Code du pays', es: 'Código de país', ar: 'رمز البلد' },
    help: 'ISO 3166-1, two letters.',
    types: ALL,
    ...BOTH,
  },
  {
    id: 'region',
    name: { en: 'Region or state', fr: 'Région ou État', es: 'Región o estado', ar: 'الجهة أو الولاية' },
    help: 'To ask: the state, region or province a place is in.',
    types: ['City'],
    ...HINT,
  },
  {
    id: 'geonamesId',
    name: { en: 'GeoNames id', fr: 'Identifiant GeoNames', es: 'Identificador GeoNames', ar: 'معرف GeoNames' },
    help: 'A number, such as 2530335.',
    types: ['City'],
    ...BOTH,
  },
  {
    id: 'wikidataId',
    name: { en: 'Wikidata id', fr: 'Identifiant Wikidata', es: 'Identificador Wikidata', ar: 'معرف ويكي بيانات' },
    help: 'An item, such as Q126148.',
    types: ALL,
    ...BOTH,
  },
  {
    id: 'unlocode',
    name: { en: 'UN/LOCODE', fr: 'UN/LOCODE', es: 'UN/LOCODE', ar: 'UN/LOCODE' },
    help: 'Five signs, such as MATNG.',
    types: ['City'],
    ...BOTH,
  },
  {
    id: 'population',
    name: { en: 'Inhabitants', fr: 'Habitants', es: 'Habitantes', ar: 'عدد السكان' },
    help: 'As the gazetteer has it.',
    types: ['City'],
    ...FETCHED,
  },
  {
    id: 'latitude',
    name: { en: 'Latitude', fr: 'Latitude', es: 'Latitud', ar: 'خط العرض' },
    help: 'Degrees north.',
    types: ['City'],
    ...BOTH,
  },
  {
    id: 'longitude',
    name: { en: 'Longitude', fr: 'Longitude', es: 'Longitud', ar: 'خط الطول' },
    help: 'Degrees east.',
    types: ['City'],
    ...BOTH,
  },
  {
    id: 'coordinates',
    name: { en: 'Coordinates', fr: 'Coordonnées', es: 'Coordenadas', ar: 'الإحداثيات' },
    help: 'To ask: latitude and longitude in one cell, such as 35.77, -5.80.',
    types: ['City'],
    ...HINT,
  },
  {
    id: 'memberships',
    name: { en: 'Member of', fr: 'Membre de', es: 'Miembro de', ar: 'عضو في' },
    help: 'Organisations it is an active member of today.',
    types: ALL,
    ...FETCHED,
  },
  {
    id: 'acronym',
    name: { en: 'Acronym', fr: 'Sigle', es: 'Sigla', ar: 'الاسم المختصر' },
    help: 'Of an organisation.',
    types: ['Organization'],
    ...FETCHED,
  },
  { id: 'website', name: { en: 'Website', fr: 'Site web', es: 'Sitio web', ar: 'الموقع' }, help: 'Official site.', types: ALL, ...FETCHED },
  {
    id: 'slug',
    name: { en: 'Short key', fr: 'Clé courte', es: 'Clave corta', ar: 'المفتاح القصير' },
    help: 'The readable key of this hub, such as ma-tangier.',
    types: ['City', 'Organization'],
    ...FETCHED,
  },
];

const propertyById = new Map(PROPERTIES.map((property) => [property.id, property]));

/** A property by its id; one that is not known goes by its id alone. */
export function propertyNamed(id: string, chain: readonly string[]): Named {
  return { id, name: textIn(propertyById.get(id)?.name ?? { en: id }, chain) };
}

export function propertiesLike(prefix: string, chain: readonly string[]): (Named & { readonly description: string })[] {
  return PROPERTIES.filter(({ id, name }) => isLike(prefix, [id, ...Object.values(name)])).map(({ id, help }) => ({
    ...propertyNamed(id, chain),
    description: help,
  }));
}

/** What can be fetched for entities of a type; without a type, whatever can be fetched. */
export function propertiesToFetch(type: string | null, chain: readonly string[]): Named[] {
  const types = type === null ? null : withBroader(type);
  return PROPERTIES.filter((property) => property.answers && (types === null || property.types.some((one) => types.includes(one)))).map(
    ({ id }) => propertyNamed(id, chain),
  );
}
