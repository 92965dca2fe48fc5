/** The columns of each data file. One that is missing stops the load; others are ignored. */
export const COLUMNS = {
  cities: ['name', 'country_code', 'geonames_id', 'kind', 'own_slug', 'canonical_name', 'wikidata_id', 'unlocode', 'evidence_url'],
  city_names: ['geonames_id', 'name', 'country_code', 'language', 'value', 'kind', 'source_url', 'as_of'],
  collaborations: [
    ...['key', 'kind', 'subkind', 'title_en', 'title_fr', 'title_es', 'title_ar', 'start', 'end', 'location_city', 'location_country'],
    ...['themes', 'regions', 'mode', 'status', 'programme', 'document_url', 'confidence', 'source_url', 'as_of'],
  ],
  commitments: [
    ...['collaboration_key', 'position', 'kind', 'text_en', 'text_fr', 'text_es', 'text_ar', 'responsible_keys', 'beneficiary_keys'],
    ...['place_keys', 'parties_text_en', 'parties_text_fr', 'parties_text_es', 'parties_text_ar', 'levels', 'due_on', 'status'],
    ...['confidence', 'source_url', 'as_of'],
  ],
  countries: ['iso_alpha2', 'iso_alpha3', 'm49', 'wikidata_id', 'name_en', 'name_fr', 'name_es', 'name_ar', 'source_url', 'as_of'],
  follow_ups: [
    ...['collaboration_key', 'commitment_position', 'kind', 'is_periodic', 'recurrence', 'scheduled_on', 'next_due_on', 'last_held_on'],
    ...[
      'status',
      'assignee_keys',
      'description_en',
      'description_fr',
      'description_es',
      'description_ar',
      'confidence',
      'source_url',
      'as_of',
    ],
  ],
  left_out: ['table', 'row', 'reason'],
  mandates: [
    ...['key', 'person_key', 'holder_country', 'role', 'title_en', 'title_fr', 'title_es', 'title_ar', 'at_key', 'at_city'],
    ...['at_country', 'valid_from', 'valid_to', 'by_virtue_of_key', 'confidence', 'source_url', 'as_of', 'more_source_urls'],
  ],
  memberships: [
    ...['organization_key', 'member_kind', 'member_key', 'member_name', 'country_code', 'tier_code', 'tier_as_printed', 'theme', 'office'],
    ...['is_founder', 'status', 'valid_from', 'valid_to', 'at_collaboration_key', 'basis', 'as_of', 'confidence', 'source_url'],
    ...['more_source_urls', 'quote', 'quote_language'],
  ],
  organization_names: ['organization_key', 'language', 'value', 'kind', 'source_url'],
  organizations: [
    ...[
      'key',
      'slug',
      'type',
      'institution_kind',
      'scope',
      'country_code',
      'acronym',
      'founded_on',
      'seat_city',
      'seat_country',
      'website',
    ],
    ...['themes', 'wikidata_id', 'name_en', 'source_url', 'as_of'],
  ],
  participants: [
    ...['collaboration_key', 'actor_key', 'city_name', 'country_code', 'actor_kind', 'role', 'on_behalf_of_kind', 'on_behalf_of'],
    ...['declared_by', 'confidence', 'source_url', 'as_of'],
  ],
  people: ['person_key', 'name_en', 'name_fr', 'name_ar', 'wikidata_id'],
  region_countries: ['region_code', 'country_code'],
  regions: ['code', 'scheme', 'name_en', 'name_fr', 'name_es', 'name_ar', 'source_url', 'as_of'],
  related_collaborations: ['from_key', 'relation', 'to_key', 'confidence', 'source_url'],
  reported_figures: [
    ...[
      'organization_key',
      'metric',
      'label_en',
      'label_fr',
      'label_es',
      'label_ar',
      'qualifier',
      'value',
      'as_printed',
      'on',
      'confidence',
      'source_url',
    ],
    ...['quote', 'quote_language', 'as_of'],
  ],
  resources: [
    ...['publisher_key', 'key', 'title_en', 'title_fr', 'title_es', 'title_ar', 'title_language', 'kind', 'languages', 'url'],
    ...[
      'published_on',
      'license',
      'themes',
      'audience',
      'tier_code',
      'onward_sharing',
      'confidence',
      'source_url',
      'as_of',
      'more_source_urls',
    ],
  ],
  sources: ['url', 'kind', 'title', 'title_language', 'publisher', 'language', 'published_on', 'license'],
  themes: ['code', 'name_en', 'name_fr', 'name_es', 'name_ar', 'broader', 'sdgs', 'aliases'],
  tier_benefits: [
    ...['organization_key', 'tier_code', 'kind', 'onward_sharing', 'description_en', 'description_fr', 'description_es', 'description_ar'],
    ...['confidence', 'source_url', 'as_of'],
  ],
  tiers: [
    ...['organization_key', 'code', 'name_en', 'name_fr', 'name_es', 'name_ar', 'category', 'open_to', 'term_years', 'confidence'],
    ...['source_url', 'as_of'],
  ],
} as const;

export type FileName = keyof typeof COLUMNS;
export type ColumnOf<File extends FileName> = (typeof COLUMNS)[File][number];
