import { fold } from '../platform/fold';

/**
 * A name of another script in Latin letters, folded; the name itself, folded, when it is Latin or of a script that is not spelt out here.
 *
 * Arabic comes without the short vowels it does not write. Chinese, Japanese and Korean are left to the gazetteer's alternates.
 */
export function romanized(name: string): string {
  const folded = fold(name);
  return /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]/u.test(folded) ? spelt(folded) : folded;
}

function spelt(folded: string): string {
  const greek = folded
    .replace(/γγ/g, 'ng')
    .replace(/γκ/g, 'gk')
    .replace(/ου/g, 'ou')
    .replace(/[αε]υ/g, (pair) => `${LETTERS[pair[0]!]}v`);
  return [...greek].map((letter) => LETTERS[letter] ?? letter).join('');
}

/** Letter by letter, as passports and road signs do. Folding has taken accents and variant forms away. */
const CYRILLIC =
  'а=a б=b в=v г=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya' +
  ' є=ie і=i ґ=g ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѓ=gj ќ=kj ѕ=dz ә=a ғ=g қ=q ң=n ө=o ұ=u ү=u һ=h ҷ=j ҳ=h ӣ=i ӯ=u';
const GREEK = 'α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o';
const ARABIC =
  'ا=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع= غ=gh ف=f ق=q ك=k ل=l م=m ن=n ه=h و=u ي=i ء=' +
  ' پ=p چ=ch ژ=zh گ=g ڤ=v ڨ=g ڭ=g ٹ=t ڈ=d ڑ=r ں=n ے=e ۆ=o ې=e ە=e ڕ=r ڵ=l ټ=t ډ=d ړ=r ښ=sh ڼ=n';

const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  `${CYRILLIC} ${GREEK} ${ARABIC}`.split(' ').map((pair) => pair.split('=') as [string, string]),
);
