/** What a roster may say of a member. */
export const FIELDS = [
  'name',
  'country',
  'region',
  'tier',
  'memberNumber',
  'since',
  'until',
  'kind',
  'geonamesId',
  'wikidataId',
  'unlocode',
  'tierAsPrinted',
  'status',
  'office',
  'founder',
  'asOf',
  'source',
  'quote',
] as const;
export type Field = (typeof FIELDS)[number];

/**
 * Words over the columns of rosters in English, French, Spanish, Arabic, German, Portuguese and Italian, as `fold` leaves them; best first.
 *
 * A header is a field's when it is one of its words, or begins or ends with one.
 */
export const HEADER_WORDS: Readonly<Record<Field, readonly string[]>> = {
  name: words(`
    name as listed|city name|name of city|member city|city|cities|municipality|local government|member name|name of member|member|name
    nom de la ville|ville membre|ville|villes|commune|collectivite|collectivite territoriale|nom de la commune|municipalite|nom du membre|membre|nom
    nombre de la ciudad|ciudad miembro|ciudad|ciudades|municipio|gobierno local|ayuntamiento|miembro|nombre
    اسم المدينه|المدينه|مدينه|المدن|البلديه|بلديه|الجماعه|الجماعات|اسم الجماعه|العضو|الاسم|اسم
    stadtname|stadt|stadte|gemeinde|kommune|mitgliedsstadt|mitglied|ort
    nome da cidade|cidade membro|cidade|cidades|prefeitura|camara municipal|membro|nome
    nome della citta|citta|comune|comuni|ente locale|socio`),
  country: words(`
    member state|country as listed|country name|country code|country|country territory|nation|state iso|iso|iso2|iso 3166
    pays|code pays|nom du pays|pais|codigo de pais|codigo pais|الدوله|البلد|دوله|بلد|رمز الدوله|land|landercode|staat|paese|codice paese|nazione`),
  region: words(`
    state province|province state|state or province|state|province|county|region|region name|governorate|prefecture|admin1|state county province
    province region|departement|wilaya|gouvernorat|comte|provincia|departamento|comunidad autonoma|entidad federativa|estado provincia
    الولايه|ولايه|المحافظه|محافظه|الجهه|جهه|الاقليم|اقليم|المنطقه|منطقه|المقاطعه
    bundesland|kanton|judet|uf|unidade federativa|regione`),
  tier: words(`
    membership tier|membership type|membership category|membership level|type of membership|member type|tier|category|level|class
    type d adhesion|categorie de membre|categorie|statut|niveau|tipo de miembro|tipo de membresia|categoria|nivel|estatus
    فيه العضويه|نوع العضويه|الفيه|فيه|mitgliedsart|kategorie|mitgliedstyp|stufe|tipo de associado|tipo di adesione|livello`),
  memberNumber: words(`
    member number|membership number|member no|member id|membership id|member code|no|number|id
    numero de membre|numero d adherent|numero|n|numero de socio|numero de miembro|رقم العضويه|رقم العضو|الرقم|رقم
    mitgliedsnummer|mitglieds nr|nummer|nr|numero de associado|numero do membro|numero socio|numero di socio`),
  since: words(`
    member since|since|joined|joined on|join date|date joined|date of joining|membership start|start date|year joined|valid from|accession
    membre depuis|depuis|date d adhesion|adhesion|annee d adhesion|miembro desde|desde|fecha de ingreso|fecha de adhesion|ano de ingreso
    تاريخ الانضمام|عضو منذ|منذ|سنه الانضمام|mitglied seit|seit|beitritt|beitrittsdatum|eintritt|membro desde|data de adesao|adesao
    membro dal|dal|data di adesione|adesione`),
  until: words(`
    member until|until|left|left on|end date|membership end|expires|expiry date|expiration date|valid until|valid to
    membre jusqu a|jusqu a|date de fin|fin|echeance|hasta|fecha de baja|fecha de fin|vencimiento|حتي|تاريخ الانتهاء|نهايه العضويه
    mitglied bis|bis|austritt|austrittsdatum|ate|data de saida|validade|fino al|scadenza`),
  kind: words(`
    kind|kind of local government|local government type|type of local government|entity type|type
    type de collectivite|tipo de gobierno local|tipo de entidad|tipo|نوع الجماعه|النوع|نوع|art|gebietskorperschaft|tipo de entidade|tipo di ente`),
  geonamesId: words('geonames id|geonames|geonameid|geoname id|geonames identifier'),
  wikidataId: words('wikidata id|wikidata|wikidata item|wikidata qid|qid'),
  unlocode: words('unlocode|un locode|locode'),
  tierAsPrinted: words('tier as printed|tier as listed'),
  status: words(
    'membership status|member status|status|statut du membre|estado del miembro|estado|حاله العضويه|الحاله|mitgliedsstatus|stato',
  ),
  office: words(`
    office|office held|position in the network|role in the network|fonction|mandat|cargo|puesto|المنصب|المهمه|amt|funktion|carica`),
  founder: words(`
    founder|founding member|founding city|is founder|fondateur|membre fondateur|fundador|miembro fundador|مؤسس|عضو مؤسس
    grundungsmitglied|membro fundador|socio fondatore`),
  asOf: words('as of|as at|seen on|checked on|en date du|a fecha de|بتاريخ|stand|data de referencia|alla data'),
  source: words('source|source url|page|evidence|source de l information|fuente|المصدر|quelle|fonte'),
  quote: words('quote|as printed|words of the source|citation|cita|الاقتباس|zitat|citacao|citazione'),
};

function words(lines: string): string[] {
  return lines
    .trim()
    .split(/[|\n]/)
    .map((word) => word.trim());
}
