import { fold } from '../platform/fold';

/** Whether the words of a cell say that a member is an organisation, in which local governments may be members themselves. */
export function saysOrganization(text: string): boolean {
  return ORGANIZATIONS.test(fold(text));
}

/** The `LocalGovernmentKind` that the words of a cell say. */
export function localGovernmentKind(text: string): string | null {
  const folded = fold(text);
  return KINDS.find(([, words]) => words.test(folded))?.[0] ?? null;
}

/** In English, French, Spanish, Portuguese, Italian, Catalan, German, Dutch, Turkish, Indonesian, Arabic and Russian, as `fold` leaves them. */
const ORGANIZATIONS = new RegExp(
  [
    String.raw`\b(?:associations?|networks?|federation|confederation|league|union|institutions?|institute|ngo|university|foundation|agency|company)\b`,
    String.raw`\b(?:reseau|universite|fondation|agence|institut|ong|asociacion|red|federacion|universidad|fundacion|institucion|instituto|agencia)\b`,
    String.raw`\b(?:associacao|rede|federacao|universidade|fundacao|instituicao|associazione|rete|federazione|universita|fondazione|istituto)\b`,
    String.raw`\b(?:associacio|xarxa|federacio|\p{L}*verband|\p{L}*netzwerk|universitat|hochschule|stiftung|vereniging|netwerk|universiteit|stichting)\b`,
    String.raw`\b(?:birligi|birlik|dernegi|dernek|universitesi|universite|vakfi|vakif|enstitusu|asosiasi|jaringan|universitas|yayasan)\b`,
    'جمعيه|شبكه|اتحاد|رابطه|جامعه|موسسه|منظمه|معهد|وكاله',
    'ассоциация|союз|университет|фонд',
  ].join('|'),
  'u',
);

const KINDS: readonly (readonly [kind: string, words: RegExp])[] = [
  ['METROPOLITAN_AREA', /\b(?:metropolitan|metropole|metropolitana|metro)\b/],
  ['DISTRICT', /\b(?:district|borough|arrondissement|distrito|bezirk)\b|مقاطعه/],
  ['COUNTY', /\b(?:county|landkreis|comte|condado)\b/],
  ['PROVINCE', /\b(?:province|provincia|prefecture|provinz|departement|departamento)\b|اقليم|عماله/],
  ['REGION', /\b(?:region|state|bundesland|estado)\b|جهه/],
  ['TOWN', /\b(?:town|village|bourg|pueblo|vila)\b/],
  ['MUNICIPALITY', /\b(?:municipality|municipalite|commune|municipio|gemeinde|comune)\b|بلديه|جماعه/],
  ['CITY', /\b(?:city|ville|ciudad|stadt|cidade|citta)\b|مدينه/],
];
