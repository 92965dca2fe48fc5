/**
 * What rosters put around a name, by language.
 *
 * `heads` stand before the name, `links` between them and it; `tails` stand behind it; `joined` is written to it without a space.
 * A head in `bound` is taken off only with a link, because names begin with that word too ("Ville-d'Avray" is one, "Ville de Nice" is not).
 * Written without accents, as folded.
 */
export interface AffixWords {
  readonly heads?: string;
  readonly bound?: string;
  readonly links?: string;
  readonly tails?: string;
  readonly joined?: string;
}

export const AFFIX_WORDS: Readonly<Record<string, AffixWords>> = {
  en: {
    heads:
      'municipal corporation|municipality|metropolitan municipality|municipal council|city council|city government|town council|town hall|local municipality|municipal government|executive committee|mayors office|office of the mayor|metropolitan government|government|township|local council|local government|city hall|city administration|municipal administration|administration|settlement council|rural municipality|royal borough|london borough|metropolitan borough|special city|corporation|canton',
    bound: 'city|town|village|borough|council|urban|rural|federal city',
    links: 'of the|of|for|the',
    tails:
      'city council|town council|city government|municipal government|municipal corporation|city corporation|corporation|metropolitan municipality|metropolitan city|metropolitan government|metropolitan city government|local municipality|local council|local government|municipal council|municipality|municipalities|city|town|village|commune|borough council|borough|council|township|municipal assembly|metropolitan assembly|municipal|local|government|city hall|city state|town municipality|city municipality|special city|special municipality|metropolitan council|shire council|shire|city administration|administration|territorial community|urban community|rural community|hromada|mayors office|town hall|capital city|city and borough|metropolitan|parish council|special administrative region|urban|commune council|metro',
  },
  und: { heads: 'of the|of|de la|del|de|di|du|do|da' },
  fr: {
    heads:
      'commune|mairie|hotel de ville|commune urbaine|commune rurale|conseil municipal|municipalite|conseil communal|administration communale|arrondissement',
    bound: 'ville|cite',
    links: 'de la|de l|de|du|des|d',
    tails: 'ville',
  },
  es: {
    heads:
      'ayuntamiento|ilustre municipalidad|ilustre ayuntamiento|excmo ayuntamiento|municipalidad provincial|municipalidad distrital|municipalidad metropolitana|honorable ayuntamiento|h ayuntamiento|municipalidad|municipio|alcaldia mayor|alcaldia distrital|alcaldia municipal|alcaldia|gobierno municipal|gobierno autonomo municipal|gobierno autonomo descentralizado municipal|gad municipal|intendencia municipal|gobierno de la ciudad|comuna|concejo municipal|provincial|distrital|presidencia municipal',
    bound: 'ciudad|villa|pueblo|canton',
    links: 'del|de la ciudad de|de la|de los|de las|de',
    tails: 'ciudad',
  },
  ca: { heads: 'ajuntament|municipi', bound: 'vila|ciutat', links: 'de la|de l|dels|del|de|d' },
  gl: { heads: 'concello', bound: 'cidade', links: 'da|do|das|dos|de' },
  eu: { heads: '', tails: 'udala|ko udala' },
  pt: {
    heads:
      'prefeitura municipal|prefeitura|camara municipal|municipio|conselho municipal|junta de freguesia|prefeitura da cidade|prefeitura do municipio',
    bound: 'cidade|vila',
    links: 'da|do|das|dos|de',
  },
  it: { heads: 'comune|municipio|amministrazione comunale', bound: 'citta', links: 'della|dello|degli|dell|del|dei|di|d' },
  de: {
    heads:
      'landeshauptstadt|hansestadt|freie und hansestadt|bundesstadt|universitatsstadt|kreisstadt|stadtgemeinde|marktgemeinde|einwohnergemeinde|stadtverwaltung|stadt|gemeinde|samtgemeinde|verbandsgemeinde|markt|magistrat der stadt|politische gemeinde|wissenschaftsstadt|barlachstadt|lutherstadt|klingenstadt|hochschulstadt|grosse kreisstadt',
    links: '',
    tails: 'stadt',
  },
  nl: { heads: 'gemeente|stad|stadsbestuur|gemeentebestuur', links: 'van' },
  sv: { heads: '', tails: 'kommun|stad' },
  da: { heads: '', tails: 'kommune|bykommune' },
  no: { heads: '', tails: 'kommune|bykommune' },
  fi: { heads: '', tails: 'kaupunki|kunta' },
  is: { heads: '', tails: 'baer|baejar' },
  et: { heads: '', tails: 'linn|vald|linnavalitsus|vallavalitsus' },
  lv: { heads: '', tails: 'pilseta|novads|pilsetas dome|novada dome' },
  lt: { heads: '', tails: 'miesto savivaldybe|rajono savivaldybe|savivaldybe' },
  pl: {
    heads:
      'gmina miasto|gmina i miasto|miasto i gmina|gmina miejska|gmina wiejska|gmina|miasto stoleczne|m st|miasto|urzad miasta|urzad gminy',
    links: '',
  },
  cs: { heads: 'statutarni mesto|hlavni mesto|mestska cast|mesto|mestys|obec|magistrat mesta', links: '' },
  sk: { heads: 'hlavne mesto|mesto|obec|mestska cast', links: '' },
  sl: { heads: 'mestna obcina|obcina', links: '' },
  hr: { heads: 'grad|opcina|opstina|skupstina opstine|gradska uprava', links: '' },
  sq: { heads: 'bashkia|komuna|rrethi', links: 'e' },
  ro: {
    heads:
      'primaria municipiului|primaria orasului|primaria comunei|primaria|municipiul|orasul|comuna|consiliul local|municipiu|municipality of',
    links: '',
  },
  hu: {
    heads: '',
    tails: 'megyei jogu varos|varos onkormanyzata|kozseg onkormanyzata|varosi onkormanyzat|onkormanyzata|onkormanyzat|varos|kozseg',
  },
  tr: { heads: '', tails: 'buyuksehir belediyesi|buyuksehir belediye baskanligi|belediye baskanligi|belediyesi|belediye|municipality' },
  az: { heads: '', tails: 'seheri|belediyyesi' },
  el: { heads: 'δημος|κοινοτητα|dimos|δημοτικη ενοτητα', links: '' },
  ru: {
    heads:
      'город|г|городской округ|городское поселение|администрация города|мэрия города|мэрия|администрация|муниципальное образование город|муниципальное образование|город герой|gorod',
    links: '',
    tails: 'городской округ',
  },
  uk: {
    heads: 'місто|м|міська рада|міська територіальна громада',
    links: '',
    tails: 'міська рада|міська територіальна громада|територіальна громада',
  },
  bg: { heads: 'община|град|obshtina|obstina', links: '' },
  mk: { heads: 'општина|opstina|град', links: '' },
  be: { heads: 'горад', links: '' },
  ka: { heads: 'ქალაქი', links: '', tails: 'მუნიციპალიტეტი' },
  ar: {
    heads:
      'بلديه|جماعه|الجماعه الحضريه|الجماعه القرويه|الجماعه الترابيه|جماعه حضريه|مجلس جماعه|المجلس الجماعي|المجلس البلدي|مجلس بلدي|مجلس مدينه|مدينه|امانه|امانه عمان|امانه مدينه|قريه|بلده|دائره|حاضره|رئاسه بلديه|بلديه مدينه|مجلس بلديه|المجلس الشعبي البلدي',
    links: 'ل',
  },
  fa: { heads: 'شهرداري|شهر', links: '' },
  ur: { heads: 'شهر', links: '' },
  he: { heads: 'עיריית|העיר|מועצה מקומית', links: '' },
  id: { heads: 'pemerintah kota|kota|kotamadya', links: '' },
  ms: { heads: 'majlis bandaraya|majlis perbandaran|dewan bandaraya|bandaraya|majlis daerah|dewan bandar raya', links: '' },
  vi: { heads: 'thanh pho|tp|thi xa|uy ban nhan dan thanh pho', links: '' },
  tl: { heads: 'lungsod|bayan|pamahalaang lungsod', links: 'ng' },
  th: { heads: 'เทศบาลนคร|เทศบาลเมือง|เทศบาลตำบล|เมือง|thesaban nakhon|thesaban mueang', links: '' },
  sw: { heads: 'jiji|manispaa|halmashauri ya jiji|halmashauri ya manispaa', links: 'la|ya' },
  ja: { joined: '市役所|市|町|村' },
  zh: { joined: '市人民政府|市政府|市' },
  ko: { joined: '특별시|광역시|특별자치시|시청|시', tails: 'si' },
};

/** Levels of government and bodies that are not a city, however much their name is one's. */
export type Level = 'COUNTY' | 'PROVINCE' | 'REGION' | 'DISTRICT' | 'UNION' | 'BODY';

/** Words that tell a level, anywhere in a name; folded, whole words. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  COUNTY:
    'county|counties|county council|landkreis|kreis|fylke|fylkeskommune|megye|megyei|judet|judetul|jud|zupanija|comitat|condado|comte|contea|consell comarcal|comarca|maakond|apskritis|graafschap|hrabstwo|уезд',
  PROVINCE:
    'province|provinces|provincia|provincial council|provincial government|provincie|provinz|provins|provincija|prefecture|prefectural|prefectura|prefettura|oblast|oblasts|voivodeship|wojewodztwo|voivodship|governorate|gouvernorat|governatorat|wilaya|muhafazah|diputacion|diputacio|deputacion|diputacion foral|conseil departemental|conseil general|departement|departements|departamento|departamentu|departmental|regency|regencies|kabupaten|gobernacion|gobierno provincial|prefecture de|nomos|περιφερειακη ενοτητα|νομος|область|обл|провинция|губерния|ولايه|محافظه|اقليم|عماله|مقاطعه|استان|ilcesi valiligi|valiligi|ili valiligi|gubernatorial|kraj|kraji|kray|krai',
  REGION:
    'region|regions|regional council|regional government|regional authority|regional municipality|regionalny|regione|regiao|region autonoma|regierungsbezirk|comunidad autonoma|comunidade intermunicipal|generalitat|generalitat de|conseil regional|gobierno regional|gobierno autonomo departamental|state of|state government|estado de|estado do|governo do estado|gobierno del estado|etat de|bundesland|freistaat|land of|canton of|kanton|republic of|republika|territory of|autonomous region|autonomous community|periferia|περιφερεια|область регион|край|республика|جهه|منطقه|cantonal|county borough|combined authority|capital territory|federal territory',
  DISTRICT:
    'district|district council|district municipality|distrito|districte|distretto|raion|rayon|rajon|raioni|район|rayonu|okres|powiat|powiatu|okrug|округ|subdistrict|sub district|tehsil|taluk|taluka|mandal|upazila|division|subdivision|distrikt|bezirk|arrondissement of|ward|parish|subcounty|sub county|departmental district|ilcesi|borough of london|canton|partido|zona metropolitana',
  UNION:
    'union|unione|unio|uniao|communaute|communaute de communes|communaute d agglomeration|communaute urbaine|agglomeration|agglo|agglomerat|metropole|metropolis|metropoli|metropol|metropolregion|metropolitan area|metropolitan region|area metropolitana|regiao metropolitana|aire metropolitaine|mancomunidad|mancomunitat|mancomunidade|consorcio|consortium|consorzio|consorci|comunita montana|comunita|zweckverband|syndicat|intercommunale|intermunicipal|intercommunal|intermunicipale|aggregazione|raggruppamento|aglomeracja|ensemble urbain|regionalverband|verband|pays de|coordination of|group of municipalities|junta intermunicipal|greater|amalgamated territorial communities|اتحاد|associacao|asociacion|association|associazione|verein|federation|federacion|network|alliance|league|partnership',
  BODY: 'agency|authority|ministry|ministere|ministerio|ministero|department of|university|universidad|universite|institute|company|corporation limited|ltd|gmbh|foundation|fondation|fundacion|chamber|bank|commission|secretariat|airport|port authority|hospital|school|park authority|development authority|sociedad|agencia|agence|agenzia',
};

/** Words at the end that tell a level in one country only. */
export const LEVEL_TAILS: Readonly<Record<string, Readonly<Partial<Record<Level, string>>>>> = {
  SE: { COUNTY: 'lan|s lan' },
  KR: { PROVINCE: 'do', COUNTY: 'gun', DISTRICT: 'gu' },
  JP: { PROVINCE: 'ken', DISTRICT: 'ku|gun' },
  TW: { COUNTY: 'xian|hsien' },
  CN: { PROVINCE: 'sheng', COUNTY: 'xian', DISTRICT: 'qu' },
  TR: { PROVINCE: 'ili|il' },
  IR: { PROVINCE: 'ostan' },
  TH: { PROVINCE: 'changwat' },
};

/** Endings of names written without spaces. */
export const LEVEL_ENDINGS: Readonly<Partial<Record<Level, string>>> = {
  PROVINCE: '県|縣|省|都庁|道庁|府庁|도청',
  COUNTY: '郡|군',
  DISTRICT: '区|區|구|特別区',
};
