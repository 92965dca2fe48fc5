import { fold } from '../platform/fold';
import { type LocalizedText, textIn } from '../platform/language';

/** A type or a property, as the protocol shows it. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

interface TypeWords {
  readonly id: string;
  readonly name: LocalizedText;
  /** The type of which it is a special case. */
  readonly broader?: string;
}

/** What can be asked for: the types of actors as GraphQL calls them, and one word for all organisations. */
const TYPES: readonly TypeWords[] = [
  {
    id: 'City',
    name: {
      en: 'City or other local government',
      fr: 'Ville ou autre collectivité',
      es: 'Ciudad u otro gobierno local',
      ar: 'مدينة أو جماعة محلية',
    },
  },
  {
    id: 'Association',
    name: {
      en: 'Association of local governments',
      fr: 'Association de collectivités',
      es: 'Asociación de gobiernos locales',
      ar: 'جمعية جماعات محلية',
    },
    broader: 'Organization',
  },
  { id: 'Network', name: { en: 'City network', fr: 'Réseau de villes', es: 'Red de ciudades', ar: 'شبكة مدن' }, broader: 'Organization' },
  { id: 'Country', name: { en: 'Country', fr: 'Pays', es: 'País', ar: 'بلد' } },
  { id: 'Institution', name: { en: 'Institution', fr: 'Institution', es: 'Institución', ar: 'مؤسسة' }, broader: 'Organization' },
  {
    id: 'Organization',
    name: { en: 'Organisation of any kind', fr: 'Organisation de tout genre', es: 'Organización de cualquier tipo', ar: 'منظمة من أي نوع' },
  },
];

/** Types offered before anything is typed. */
export const DEFAULT_TYPES = ['City', 'Association', 'Network', 'Country'];

const typeById = new Map(TYPES.map((type) => [type.id, type]));

/** A type and those it is a special case of, narrowest first; empty when there is no such type. */
export function withBroader(id: string): string[] {
  const type = typeById.get(id);
  return type === undefined ? [] : [type.id, ...(type.broader === undefined ? [] : [type.broader])];
}

export function typeNamed(id: string, chain: readonly string[]): Named {
  return { id, name: textIn(typeById.get(id)?.name ?? { en: id }, chain) };
}

/** Types whose id or name begins with the text, or has a word that does. */
export function typesLike(prefix: string, chain: readonly string[]): (Named & { readonly broader?: Named[] })[] {
  return TYPES.filter((type) => isLike(prefix, [type.id, ...Object.values(type.name)])).map(({ id, broader }) => ({
    ...typeNamed(id, chain),
    ...(broader === undefined ? {} : { broader: [typeNamed(broader, chain)] }),
  }));
}

/** Whether one of the texts, or a word in it, begins with what was typed. */
export function isLike(prefix: string, texts: readonly string[]): boolean {
  const asked = fold(prefix);
  return asked === '' || texts.some((text) => ` ${fold(text)}`.includes(` ${asked}`));
}
