import type { Tongue } from './sentences';

/** Why somebody is suggested: names in the place of `{names}`, a number in that of `{n}`, behind the words so that none has to agree with it. */
export interface SuggestionPhrases {
  readonly sharedNetworks: string;
  readonly twinned: string;
  readonly size: string;
  readonly country: string;
  readonly similarMembers: string;
  readonly compatriots: string;
  readonly closeNetworks: string;
  readonly hasMet: string;
  readonly twins: string;
  readonly former: string;
  /** Between names. */
  readonly comma: string;
  /** Behind names when there are more. */
  readonly more: string;
}

export const SUGGESTION_PHRASES: Readonly<Record<Tongue, SuggestionPhrases>> = {
  en: {
    sharedNetworks: 'Networks in common: {names}',
    twinned: 'Twinned with each other',
    size: 'Similar number of inhabitants',
    country: 'In the same country',
    similarMembers: 'Members that have most in common with it: {n}, among them {names}',
    compatriots: 'Member cities of its country: {n}',
    closeNetworks: 'In networks that share members with yours: {names}',
    hasMet: 'Took part in an event, project or agreement with you',
    twins: 'Twinned with your members: {names}',
    former: 'Was a member, or was asked before',
    comma: ', ',
    more: ' ...',
  },
  fr: {
    sharedNetworks: 'Réseaux communs : {names}',
    twinned: 'Jumelées entre elles',
    size: 'Nombre d’habitants comparable',
    country: 'Dans le même pays',
    similarMembers: 'Membres qui ont le plus en commun avec elle : {n}, dont {names}',
    compatriots: 'Villes membres de son pays : {n}',
    closeNetworks: 'Dans des réseaux qui partagent des membres avec le vôtre : {names}',
    hasMet: 'A participé à un événement, un projet ou un accord avec vous',
    twins: 'Jumelée avec vos membres : {names}',
    former: 'A été membre, ou a déjà été sollicitée',
    comma: ', ',
    more: ' ...',
  },
  es: {
    sharedNetworks: 'Redes en común: {names}',
    twinned: 'Hermanadas entre sí',
    size: 'Número de habitantes similar',
    country: 'En el mismo país',
    similarMembers: 'Miembros que más tienen en común con ella: {n}, entre ellos {names}',
    compatriots: 'Ciudades miembros de su país: {n}',
    closeNetworks: 'En redes que comparten miembros con la suya: {names}',
    hasMet: 'Participó en un evento, proyecto o acuerdo con ustedes',
    twins: 'Hermanada con miembros suyos: {names}',
    former: 'Fue miembro, o ya se le preguntó',
    comma: ', ',
    more: ' ...',
  },
  ar: {
    sharedNetworks: 'الشبكات المشتركة: {names}',
    twinned: 'بينهما توأمة',
    size: 'عدد السكان متقارب',
    country: 'في البلد نفسه',
    similarMembers: 'عدد الأعضاء الأكثر شبهًا بها: {n}، ومنهم {names}',
    compatriots: 'عدد المدن الأعضاء من بلدها: {n}',
    closeNetworks: 'في شبكات لها أعضاء مشتركون مع شبكتكم: {names}',
    hasMet: 'شاركت معكم في لقاء أو مشروع أو اتفاق',
    twins: 'في توأمة مع أعضاء لديكم: {names}',
    former: 'كانت عضوًا، أو سبق أن طُلب منها ذلك',
    comma: '، ',
    more: ' ...',
  },
};
