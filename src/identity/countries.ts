import { fold } from '../platform/fold';

/** Alpha-2 and alpha-3 code of each country of ISO 3166-1, and XK. */
const CODES = (
  'ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR ' +
  'BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV ' +
  'CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ' +
  'ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ ' +
  'GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA ' +
  'JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO ' +
  'LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS ' +
  'MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG ' +
  'PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP ' +
  'SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL ' +
  'TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT ' +
  'WFWLF WSWSM XK YEYEM YTMYT ZAZAF ZMZMB ZWZWE '
)
  .trim()
  .split(' ')
  .map((pair) => ({ alpha2: pair.slice(0, 2), alpha3: pair.slice(2) }));

/** The alpha-2 code of either code. */
const ALPHA2: ReadonlyMap<string, string> = new Map(
  CODES.flatMap(({ alpha2, alpha3 }) => [alpha2, alpha3].filter(Boolean).map((code) => [code, alpha2] as const)),
);

/** Languages in which a country may be written out. */
const LANGUAGES =
  'en fr es ar pt it de nl ca sv da nb fi pl cs sk hu ro bg el tr ru uk sr hr sl et lv lt sq fa ur he hi id ms vi th zh ja ko sw'.split(
    ' ',
  );

/** Names that rosters use and the standard lists of names lack. */
const COMMON: Readonly<Record<string, string>> = {
  usa: 'US',
  'u s a': 'US',
  'u s': 'US',
  uk: 'GB',
  'u k': 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  uae: 'AE',
  holland: 'NL',
  'the netherlands': 'NL',
  'republic of korea': 'KR',
  'korea republic of': 'KR',
  korea: 'KR',
  'russian federation': 'RU',
  'viet nam': 'VN',
  'ivory coast': 'CI',
  'cote d ivoire': 'CI',
  'democratic republic of the congo': 'CD',
  'dr congo': 'CD',
  drc: 'CD',
  rdc: 'CD',
  'republic of the congo': 'CG',
  congo: 'CG',
  'united republic of tanzania': 'TZ',
  'lao pdr': 'LA',
  'lao people s democratic republic': 'LA',
  'syrian arab republic': 'SY',
  'islamic republic of iran': 'IR',
  'iran islamic republic of': 'IR',
  'bolivia plurinational state of': 'BO',
  'venezuela bolivarian republic of': 'VE',
  'republic of moldova': 'MD',
  'moldova republic of': 'MD',
  'czech republic': 'CZ',
  macedonia: 'MK',
  turkiye: 'TR',
  turkey: 'TR',
  palestine: 'PS',
  'state of palestine': 'PS',
  'cape verde': 'CV',
  swaziland: 'SZ',
  burma: 'MM',
  'east timor': 'TL',
  'brunei darussalam': 'BN',
  'the gambia': 'GM',
  'hong kong': 'HK',
  macau: 'MO',
};

let names: ReadonlyMap<string, string> | undefined;

/** Alpha-2 code of a country given as a code or as a name in any common language; undefined when it is none. */
export function countryOf(text: string): string | undefined {
  const trimmed = text.trim();
  return ALPHA2.get(trimmed.toUpperCase()) ?? countryNamed(trimmed);
}

/** As {@link countryOf}, for names alone: "CA" beside a city is California. */
export function countryNamed(text: string): string | undefined {
  names ??= everyName();
  const folded = fold(text);
  return names.get(folded) ?? names.get(folded.replace(/^(?:the|la|le|l|el|les|die|der) /, ''));
}

function everyName(): ReadonlyMap<string, string> {
  const found = new Map<string, string>(Object.entries(COMMON));
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const { alpha2 } of CODES) {
      const name = display.of(alpha2);
      const folded = name === undefined ? '' : fold(name);
      if (folded !== '' && !found.has(folded)) found.set(folded, alpha2);
    }
  }
  return found;
}

/** Countries under whose code some rosters list places that the gazetteer has under another. No position on any territory. */
const INTERCHANGED =
  'CN-HK CN-MO CN-TW DK-FO DK-GL EH-MA FI-AX FR-BL FR-GF FR-GP FR-MF FR-MQ FR-NC FR-PF FR-PM FR-RE FR-WF FR-YT GB-GG GB-GI GB-IM GB-JE IL-PS MD-UA NL-AW NL-BQ NL-CW NL-SX NO-SJ RS-XK RU-UA US-AS US-GU US-MP US-PR US-VI'.split(
    ' ',
  );

/** Countries to look in when the one that was given has no such name. */
export function interchanged(country: string): string[] {
  return INTERCHANGED.flatMap((pair) => (pair.startsWith(country) ? [pair.slice(3)] : pair.endsWith(country) ? [pair.slice(0, 2)] : []));
}
