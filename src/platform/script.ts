/** ISO 15924 codes with the letters that tell them, most frequent first. */
const SCRIPTS: readonly (readonly [code: string, letters: RegExp])[] = [
  ['Latn', /\p{Script=Latin}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Hani', /\p{Script=Han}/u],
  ['Hang', /\p{Script=Hangul}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Tfng', /\p{Script=Tifinagh}/u],
  ['Armn', /\p{Script=Armenian}/u],
  ['Geor', /\p{Script=Georgian}/u],
  ['Ethi', /\p{Script=Ethiopic}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Beng', /\p{Script=Bengali}/u],
  ['Taml', /\p{Script=Tamil}/u],
  ['Telu', /\p{Script=Telugu}/u],
  ['Mlym', /\p{Script=Malayalam}/u],
  ['Knda', /\p{Script=Kannada}/u],
  ['Gujr', /\p{Script=Gujarati}/u],
  ['Guru', /\p{Script=Gurmukhi}/u],
  ['Sinh', /\p{Script=Sinhala}/u],
  ['Khmr', /\p{Script=Khmer}/u],
  ['Laoo', /\p{Script=Lao}/u],
  ['Mymr', /\p{Script=Myanmar}/u],
  ['Tibt', /\p{Script=Tibetan}/u],
  ['Orya', /\p{Script=Oriya}/u],
  ['Syrc', /\p{Script=Syriac}/u],
  ['Thaa', /\p{Script=Thaana}/u],
  ['Nkoo', /\p{Script=Nko}/u],
  ['Mong', /\p{Script=Mongolian}/u],
  ['Cans', /\p{Script=Canadian_Aboriginal}/u],
  ['Cher', /\p{Script=Cherokee}/u],
  ['Olck', /\p{Script=Ol_Chiki}/u],
  ['Adlm', /\p{Script=Adlam}/u],
];

/** Script a name is written in (ISO 15924), `Zyyy` when it has no letter. */
export function scriptOf(name: string): string {
  return SCRIPTS.find(([, letters]) => letters.test(name))?.[0] ?? 'Zyyy';
}

export const RIGHT_TO_LEFT: readonly string[] = ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm'];

export function isRightToLeft(script: string): boolean {
  return RIGHT_TO_LEFT.includes(script);
}

/** How a language is written: its script, and letters of that script which it does not use. */
interface Writing {
  readonly script: string;
  /** POSIX expression, for PostgreSQL. A name with such a letter is in another language of the same script. */
  readonly foreign: string;
}

const NONE = '[^\\s\\S]';

/** Languages written in another script than Latin, so that a gazetteer name in that script is likely a name in that language. */
const WRITINGS: Readonly<Record<string, Writing>> = {
  ar: { script: 'Arab', foreign: '[گچپژکیۆەێڵڕڤڭۇۈۋېھہٹڈڑںےښټډړڼٽڪ]' },
  fa: { script: 'Arab', foreign: '[كيةۆەێڵڕڭۇۈۋېہٹڈڑںےټډړڼ]' },
  ur: { script: 'Arab', foreign: '[كيةۆەێڵڕڭۇۈۋېټډړڼ]' },
  ru: { script: 'Cyrl', foreign: '[іїєґўјљњћђџѓќѕәғқңөұүһӑӗҫӳҝҡҥҳҷІЇЄҐЎЈЉЊЋЂЏЃЌЅӘҒҚҢӨҰҮҺ]' },
  uk: { script: 'Cyrl', foreign: '[ыэъёўјљњћђџѓќѕәғқңөұүһЫЭЪЁЎ]' },
  bg: { script: 'Cyrl', foreign: '[ыэёіїєґўјљњћђџѓќѕәғқңөұүһЫЭЁІ]' },
  sr: { script: 'Cyrl', foreign: '[ыэёіїєґўйщъьюяѓќѕәғқңөұүһ]' },
  el: { script: 'Grek', foreign: NONE },
  he: { script: 'Hebr', foreign: NONE },
  hi: { script: 'Deva', foreign: NONE },
  // Names are written in kanji as a rule; these signs are simplified ones of Chinese.
  ja: { script: 'Hani', foreign: '[东广门关马鸟长张车岛龙冈滨泽县区济边齐宁阳义桥绳钏罗满达华乐兴汉连丰见贝页风飞鱼麦黄齿龟]' },
  zh: { script: 'Hani', foreign: NONE },
  ko: { script: 'Hang', foreign: NONE },
  th: { script: 'Thai', foreign: NONE },
  hy: { script: 'Armn', foreign: NONE },
  ka: { script: 'Geor', foreign: NONE },
  am: { script: 'Ethi', foreign: NONE },
  bn: { script: 'Beng', foreign: NONE },
  ta: { script: 'Taml', foreign: NONE },
  zgh: { script: 'Tfng', foreign: NONE },
  ber: { script: 'Tfng', foreign: NONE },
};

/** Scripts under their names in language tags. */
const IN_TAGS: Readonly<Record<string, string>> = { Hans: 'Hani', Hant: 'Hani', Jpan: 'Hani', Kore: 'Hang' };

/** How the language of a tag is written, or undefined when it is in Latin letters or unknown. A script in the tag itself counts first. */
export function writingOf(tag: string): Writing | undefined {
  const [language = '', ...rest] = tag.split('-');
  const usual = WRITINGS[language];
  const told = rest.find((part) => /^[A-Z][a-z]{3}$/.test(part));
  if (told === undefined) return usual;
  const script = IN_TAGS[told] ?? told;
  return script === usual?.script ? usual : { script, foreign: NONE };
}
