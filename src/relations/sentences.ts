import { LANGUAGES, languageChain } from '../platform/language';

/** A language the hub has sentences in. */
export type Tongue = (typeof LANGUAGES)[number];

/** The language to say something in: the first of those asked for that the hub has sentences in, else English. */
export function tongueOf(asked: string | null | undefined, accepted: readonly string[]): Tongue {
  const chain = languageChain(asked, accepted);
  return LANGUAGES.find((tongue) => tongue === chain.find((tag) => (LANGUAGES as readonly string[]).includes(tag))) ?? 'en';
}

/** A name kept together, whichever way it and what is around it are written: between U+2068 and U+2069. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** A sentence with names in the places of `{a}`, `{b}`, ..., and with parts that are sentences themselves as they are. */
export function filled(sentence: string, names: Readonly<Record<string, string>>, parts: Readonly<Record<string, string>> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (_, place: string) => parts[place] ?? isolated(names[place] ?? ''));
}

/** What is said of a link, from the one to the other. */
export type LinkWord =
  | 'memberOf'
  | 'partnerOf'
  | 'observerIn'
  | 'candidateFor'
  | 'hasMember'
  | 'hasPartner'
  | 'hasObserver'
  | 'hasCandidate'
  | 'twinnedWith'
  | 'projectWith'
  | 'eventWith'
  | 'agreementWith'
  | 'officeAt'
  | 'officeOf'
  | 'officeShared';

interface Phrases {
  /** Between two names: "is a member of". */
  readonly relations: Readonly<Record<LinkWord, string>>;
  /** A whole sentence with both names, and for a collaboration its title. */
  readonly links: Readonly<Record<LinkWord | 'bothMembers', string>>;
  /** Between sentences that make one explanation. */
  readonly and: string;
  readonly stop: string;
}

export const PHRASES: Readonly<Record<Tongue, Phrases>> = {
  en: {
    relations: {
      memberOf: 'is a member of',
      partnerOf: 'is a partner of',
      observerIn: 'is an observer in',
      candidateFor: 'is a candidate for',
      hasMember: 'has as a member',
      hasPartner: 'has as a partner',
      hasObserver: 'has as an observer',
      hasCandidate: 'has as a candidate',
      twinnedWith: 'is twinned with',
      projectWith: 'is in a project with',
      eventWith: 'was at an event with',
      agreementWith: 'shares an agreement with',
      officeAt: 'holds an office at',
      officeOf: 'has in office',
      officeShared: 'shares an office holder with',
    },
    links: {
      memberOf: '{a} is a member of {b}',
      partnerOf: '{a} is a partner of {b}',
      observerIn: '{a} is an observer in {b}',
      candidateFor: '{a} is a candidate for {b}',
      hasMember: '{b} is a member of {a}',
      hasPartner: '{b} is a partner of {a}',
      hasObserver: '{b} is an observer in {a}',
      hasCandidate: '{b} is a candidate for {a}',
      twinnedWith: '{a} is twinned with {b}',
      projectWith: '{a} and {b} are in the same project, {title}',
      eventWith: '{a} and {b} took part in the same event, {title}',
      agreementWith: '{a} and {b} share an agreement, {title}',
      officeAt: '{a} holds an office at {b}',
      officeOf: '{b} holds an office at {a}',
      officeShared: 'the same person is in office at {a} and at {b}',
      bothMembers: '{a} and {c} are both members of {b}',
    },
    and: '; ',
    stop: '.',
  },
  fr: {
    relations: {
      memberOf: 'est membre de',
      partnerOf: 'est partenaire de',
      observerIn: 'est observateur auprès de',
      candidateFor: 'est candidat à',
      hasMember: 'compte parmi ses membres',
      hasPartner: 'compte parmi ses partenaires',
      hasObserver: 'compte parmi ses observateurs',
      hasCandidate: 'compte parmi ses candidats',
      twinnedWith: 'est jumelée avec',
      projectWith: 'partage un projet avec',
      eventWith: 'a participé à un événement avec',
      agreementWith: 'partage un accord avec',
      officeAt: 'exerce un mandat auprès de',
      officeOf: 'a parmi ses mandataires',
      officeShared: 'partage un élu ou responsable avec',
    },
    links: {
      memberOf: '{a} est membre de {b}',
      partnerOf: '{a} est partenaire de {b}',
      observerIn: '{a} est observateur auprès de {b}',
      candidateFor: '{a} est candidat à {b}',
      hasMember: '{b} est membre de {a}',
      hasPartner: '{b} est partenaire de {a}',
      hasObserver: '{b} est observateur auprès de {a}',
      hasCandidate: '{b} est candidat à {a}',
      twinnedWith: '{a} est jumelée avec {b}',
      projectWith: '{a} et {b} participent au même projet, {title}',
      eventWith: '{a} et {b} ont participé au même événement, {title}',
      agreementWith: '{a} et {b} partagent un accord, {title}',
      officeAt: '{a} exerce un mandat auprès de {b}',
      officeOf: '{b} exerce un mandat auprès de {a}',
      officeShared: 'la même personne est en fonction à {a} et à {b}',
      bothMembers: '{a} et {c} sont membres de {b}',
    },
    and: ' ; ',
    stop: '.',
  },
  es: {
    relations: {
      memberOf: 'es miembro de',
      partnerOf: 'es socio de',
      observerIn: 'es observador en',
      candidateFor: 'es candidato a',
      hasMember: 'tiene entre sus miembros a',
      hasPartner: 'tiene entre sus socios a',
      hasObserver: 'tiene entre sus observadores a',
      hasCandidate: 'tiene entre sus candidatos a',
      twinnedWith: 'está hermanada con',
      projectWith: 'comparte un proyecto con',
      eventWith: 'participó en un evento con',
      agreementWith: 'comparte un acuerdo con',
      officeAt: 'ejerce un cargo en',
      officeOf: 'tiene entre sus cargos a',
      officeShared: 'comparte un cargo público con',
    },
    links: {
      memberOf: '{a} es miembro de {b}',
      partnerOf: '{a} es socio de {b}',
      observerIn: '{a} es observador en {b}',
      candidateFor: '{a} es candidato a {b}',
      hasMember: '{b} es miembro de {a}',
      hasPartner: '{b} es socio de {a}',
      hasObserver: '{b} es observador en {a}',
      hasCandidate: '{b} es candidato a {a}',
      twinnedWith: '{a} está hermanada con {b}',
      projectWith: '{a} y {b} participan en el mismo proyecto, {title}',
      eventWith: '{a} y {b} participaron en el mismo evento, {title}',
      agreementWith: '{a} y {b} comparten un acuerdo, {title}',
      officeAt: '{a} ejerce un cargo en {b}',
      officeOf: '{b} ejerce un cargo en {a}',
      officeShared: 'la misma persona ejerce un cargo en {a} y en {b}',
      bothMembers: '{a} y {c} son miembros de {b}',
    },
    and: '; ',
    stop: '.',
  },
  ar: {
    relations: {
      memberOf: 'عضو في',
      partnerOf: 'شريك في',
      observerIn: 'بصفة مراقب في',
      candidateFor: 'مرشح لعضوية',
      hasMember: 'من أعضائها',
      hasPartner: 'من شركائها',
      hasObserver: 'من مراقبيها',
      hasCandidate: 'من المرشحين لعضويتها',
      twinnedWith: 'في توأمة مع',
      projectWith: 'في مشروع مشترك مع',
      eventWith: 'في لقاء مشترك مع',
      agreementWith: 'في اتفاق مشترك مع',
      officeAt: 'له منصب في',
      officeOf: 'من شاغلي المناصب فيها',
      officeShared: 'لها مسؤول مشترك مع',
    },
    links: {
      memberOf: '{a} عضو في {b}',
      partnerOf: '{a} شريك في {b}',
      observerIn: '{a} بصفة مراقب في {b}',
      candidateFor: '{a} مرشح لعضوية {b}',
      hasMember: '{b} عضو في {a}',
      hasPartner: '{b} شريك في {a}',
      hasObserver: '{b} بصفة مراقب في {a}',
      hasCandidate: '{b} مرشح لعضوية {a}',
      twinnedWith: '{a} في توأمة مع {b}',
      projectWith: '{a} و{b} في المشروع نفسه، {title}',
      eventWith: '{a} و{b} شاركا في اللقاء نفسه، {title}',
      agreementWith: '{a} و{b} في الاتفاق نفسه، {title}',
      officeAt: '{a} يشغل منصبًا في {b}',
      officeOf: '{b} يشغل منصبًا في {a}',
      officeShared: 'الشخص نفسه يشغل منصبًا في {a} وفي {b}',
      bothMembers: '{a} و{c} كلاهما عضو في {b}',
    },
    and: '؛ ',
    stop: '.',
  },
};
