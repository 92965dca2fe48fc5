import { LANGUAGES } from '../platform/language';

export type Language = (typeof LANGUAGES)[number];

/** The words of the pages and descriptions. */
interface Words {
  readonly inhabitants: (count: number) => string;
  readonly country: string;
  readonly memberOf: string;
  readonly names: string;
  readonly identifiers: string;
  readonly position: string;
  readonly website: string;
  readonly explore: string;
  readonly none: string;
  readonly notFound: string;
}

const number = (language: string, count: number) => new Intl.NumberFormat(language).format(count);

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    inhabitants: (count) => `${number('en', count)} inhabitants`,
    ...{ country: 'Country', memberOf: 'Member of', names: 'Names', identifiers: 'Identifiers', position: 'Position', website: 'Website' },
    ...{ explore: 'Ask the hub about it', none: 'none recorded', notFound: 'The hub has nothing with this id.' },
  },
  fr: {
    inhabitants: (count) => `${number('fr', count)} habitants`,
    ...{ country: 'Pays', memberOf: 'Membre de', names: 'Noms', identifiers: 'Identifiants', position: 'Position', website: 'Site web' },
    ...{ explore: 'Interroger le hub', none: 'aucun connu', notFound: 'Le hub ne connaît pas cet identifiant.' },
  },
  es: {
    inhabitants: (count) => `${number('es', count)} habitantes`,
    ...{
      country: 'País',
      memberOf: 'Miembro de',
      names: 'Nombres',
      identifiers: 'Identificadores',
      position: 'Posición',
      website: 'Sitio web',
    },
    ...{ explore: 'Preguntar al hub', none: 'ninguno registrado', notFound: 'El hub no conoce este identificador.' },
  },
  ar: {
    inhabitants: (count) => `${number('ar-MA', count)} نسمة`,
    ...{
      country: 'البلد',
      memberOf: 'عضو في',
      names: 'الأسماء',
      identifiers: 'المعرفات',
      position: 'الموقع الجغرافي',
      website: 'الموقع الإلكتروني',
    },
    ...{ explore: 'اسأل المنصة عنها', none: 'لا شيء مسجل', notFound: 'لا يوجد في المنصة شيء بهذا المعرف.' },
  },
};

export function wordsIn(language: Language): Words {
  return WORDS[language];
}

/** The first language of a chain that the hub has words in. */
export function languageOf(chain: readonly string[]): Language {
  return chain.map((tag) => LANGUAGES.find((language) => language === tag)).find((language) => language !== undefined) ?? 'en';
}
