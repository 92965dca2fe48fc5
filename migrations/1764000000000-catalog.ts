import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The nouns with an identity: who can act (actors), where (countries, regions, cities), about what (themes), said where (sources).
 *
 * These rows are records: one row an identity, changed in place, each change in the feed. What is asserted about them (memberships,
 * names, offices, ...) are facts, in the next migration.
 */
export class Catalog1764000000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(DATES);
    await run.query(WORDS);
    await run.query(RECORDS);
    await run.query(PLACES);
    await run.query(ORGANIZATIONS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward; restore a backup to go back.');
  }
}

/** A date as its source gives it, and the days it stands for: `2023-06` starts on 2023-06-01 and is over on 2023-07-01. */
const DATES = /* sql */ `
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE EXTENSION IF NOT EXISTS btree_gist;

  CREATE DOMAIN partial_date AS text
    CONSTRAINT partial_date_is_a_year_a_month_or_a_day
    CHECK (VALUE ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$');

  CREATE FUNCTION base64url(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN rtrim(translate(encode(convert_to(given, 'UTF8'), 'base64'), E'+/\\n', '-_'), '=');

  -- In the place of an object that must be there, and is not: whoever asks is told so, and no answer has a gap.
  CREATE FUNCTION missing() RETURNS json LANGUAGE plpgsql STABLE AS $$ BEGIN RAISE EXCEPTION 'An object that must be there is not.'; END $$;

  CREATE FUNCTION first_day(given partial_date) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
      WHEN given IS NULL THEN '-infinity'::date
      ELSE make_date(left(given, 4)::int, coalesce(nullif(substr(given, 6, 2), '')::int, 1), coalesce(nullif(substr(given, 9, 2), '')::int, 1))
    END
  $$;

  CREATE FUNCTION day_after(given partial_date) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE length(given)
      WHEN 4 THEN make_date(left(given, 4)::int + 1, 1, 1)
      WHEN 7 THEN (make_date(left(given, 4)::int, substr(given, 6, 2)::int, 1) + interval '1 month')::date
      WHEN 10 THEN make_date(left(given, 4)::int, substr(given, 6, 2)::int, substr(given, 9, 2)::int) + 1
      ELSE 'infinity'::date
    END
  $$;`;

/** Kinds of words used in columns below. */
const WORDS = /* sql */ `
  CREATE DOMAIN language_tag AS text
    CONSTRAINT language_tag_is_bcp_47 CHECK (VALUE ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$');

  -- One text in several languages: {"en": "...", "ar": "..."}, never empty, every value a text.
  CREATE DOMAIN localized_text AS jsonb
    CONSTRAINT localized_text_has_a_text_in_some_language
    CHECK (VALUE IS NULL OR (jsonb_typeof(VALUE) = 'object' AND VALUE <> '{}'::jsonb AND NOT jsonb_path_exists(VALUE, '$.* ? (@.type() <> "string" || @ == "")')));

  CREATE DOMAIN web_address AS text
    CONSTRAINT web_address_is_http CHECK (VALUE ~ '^https?://[^[:space:]]+$');`;

const RECORDS = /* sql */ `
  CREATE TABLE source (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    title localized_text NOT NULL,
    publisher text,
    url web_address,
    archived_url web_address,
    language language_tag,
    published_on partial_date,
    license text,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT source_kind_is_known CHECK (kind IN
      ('NEWS_ARTICLE', 'ROSTER', 'WEBSITE', 'API_FEED', 'OFFICIAL_DOCUMENT', 'DATASET', 'PARTNER_STATEMENT', 'HUB_CURATOR'))
  );
  CREATE UNIQUE INDEX source_is_one_per_url ON source (url);

  CREATE TABLE theme (
    id uuid PRIMARY KEY,
    code text NOT NULL CONSTRAINT theme_code_is_unique UNIQUE,
    name localized_text NOT NULL,
    broader_id uuid REFERENCES theme (id),
    sdgs smallint[] NOT NULL DEFAULT '{}',
    aliases text[] NOT NULL DEFAULT '{}',
    CONSTRAINT theme_serves_real_sdgs CHECK (sdgs <@ '{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17}'::smallint[])
  );
  CREATE INDEX theme_narrower ON theme (broader_id);

  CREATE TABLE person (
    id uuid PRIMARY KEY,
    name localized_text NOT NULL,
    folded text NOT NULL,
    wikidata_id text CONSTRAINT person_wikidata_id_is_unique UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX person_by_name ON person USING gin (folded gin_trgm_ops);

  -- Whatever can join, sign, organise or use something. "name" is what to call it when no name in the asked language is known.
  CREATE TABLE actor (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL,
    folded text NOT NULL,
    website web_address,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT actor_kind_is_known CHECK (kind IN ('CITY', 'COUNTRY', 'ASSOCIATION', 'NETWORK', 'INSTITUTION')),
    CONSTRAINT actor_kind_is_part_of_its_key UNIQUE (id, kind)
  );
  CREATE INDEX actor_of_kind_by_name ON actor (kind, folded, id);`;

const PLACES = /* sql */ `
  CREATE TABLE country (
    id uuid PRIMARY KEY REFERENCES actor (id),
    iso_alpha2 text NOT NULL CONSTRAINT country_code_is_unique UNIQUE CHECK (iso_alpha2 ~ '^[A-Z]{2}$'),
    iso_alpha3 text CONSTRAINT country_alpha3_is_unique UNIQUE,
    m49 text,
    wikidata_id text CONSTRAINT country_wikidata_id_is_unique UNIQUE
  );

  CREATE TABLE region (
    id uuid PRIMARY KEY,
    code text NOT NULL CONSTRAINT region_code_is_unique UNIQUE,
    scheme text NOT NULL,
    name localized_text NOT NULL,
    source_id uuid NOT NULL REFERENCES source (id),
    CONSTRAINT region_code_starts_with_its_scheme CHECK (code LIKE scheme || ':_%')
  );
  CREATE TABLE region_country (
    region_id uuid NOT NULL REFERENCES region (id),
    country_code text NOT NULL REFERENCES country (iso_alpha2),
    PRIMARY KEY (region_id, country_code)
  );
  CREATE INDEX region_of_country ON region_country (country_code);

  -- A local government of any kind. Its link to a gazetteer place (geonames_id) is optional.
  CREATE TABLE city (
    id uuid PRIMARY KEY REFERENCES actor (id),
    slug text NOT NULL CONSTRAINT city_slug_is_unique UNIQUE,
    kind text NOT NULL,
    country_code text NOT NULL REFERENCES country (iso_alpha2),
    parent_id uuid REFERENCES city (id),
    -- First and second level below the country, by the gazetteer's codes.
    admin1_code text,
    admin2_code text,
    geonames_id integer CONSTRAINT city_geonames_id_is_unique UNIQUE,
    wikidata_id text CONSTRAINT city_wikidata_id_is_unique UNIQUE,
    unlocode text CONSTRAINT city_unlocode_is_unique UNIQUE,
    latitude double precision,
    longitude double precision,
    population integer,
    population_year smallint,
    source_id uuid NOT NULL REFERENCES source (id),
    CONSTRAINT city_kind_is_known CHECK (kind IN
      ('CITY', 'TOWN', 'MUNICIPALITY', 'METROPOLITAN_AREA', 'DISTRICT', 'COUNTY', 'PROVINCE', 'REGION', 'OTHER')),
    CONSTRAINT city_has_both_coordinates_or_none CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CONSTRAINT city_is_on_earth CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180),
    CONSTRAINT city_population_is_not_negative CHECK (population >= 0),
    CONSTRAINT city_wikidata_id_is_an_item CHECK (wikidata_id ~ '^Q[1-9][0-9]*$'),
    CONSTRAINT city_unlocode_has_five_signs CHECK (unlocode ~ '^[A-Z]{2}[A-Z2-9]{3}$')
  );
  CREATE INDEX city_of_country_by_population ON city (country_code, (coalesce(population, -1)) DESC, id DESC);
  CREATE INDEX city_by_population ON city ((coalesce(population, -1)) DESC, id DESC);
  CREATE INDEX city_children ON city (parent_id) WHERE parent_id IS NOT NULL;
  CREATE INDEX city_by_latitude ON city (latitude, longitude);

  -- Names of gazetteer places in the gazetteer's own order. Not every gazetteer tells their language; their script is always known.
  CREATE TABLE place_name (
    city_id uuid NOT NULL REFERENCES city (id),
    position smallint NOT NULL,
    value text NOT NULL,
    folded text NOT NULL,
    script text NOT NULL,
    language language_tag,
    kind text NOT NULL DEFAULT 'COMMON',
    CONSTRAINT place_name_kind_is_known CHECK (kind IN ('COMMON', 'SHORT', 'FORMER')),
    PRIMARY KEY (city_id, position)
  );
  CREATE INDEX place_name_in_language ON place_name (city_id, language) WHERE language IS NOT NULL;
  CREATE INDEX place_name_exact ON place_name (folded text_pattern_ops);
  CREATE INDEX place_name_similar ON place_name USING gin (folded gin_trgm_ops);

  CREATE TABLE external_id (
    actor_id uuid NOT NULL REFERENCES actor (id),
    scheme text NOT NULL,
    value text NOT NULL,
    url web_address,
    PRIMARY KEY (actor_id, scheme, value)
  );
  CREATE UNIQUE INDEX external_id_names_one_actor ON external_id (scheme, value);`;

const ORGANIZATIONS = /* sql */ `
  -- Associations, networks and institutions.
  CREATE TABLE organization (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    slug text NOT NULL CONSTRAINT organization_slug_is_unique UNIQUE,
    acronym text,
    institution_kind text,
    scope text,
    country_code text REFERENCES country (iso_alpha2),
    seat_id uuid REFERENCES city (id),
    founded_on partial_date,
    theme_ids uuid[] NOT NULL DEFAULT '{}',
    wikidata_id text CONSTRAINT organization_wikidata_id_is_unique UNIQUE,
    source_id uuid NOT NULL REFERENCES source (id),
    CONSTRAINT organization_is_an_actor_of_its_kind FOREIGN KEY (id, kind) REFERENCES actor (id, kind),
    CONSTRAINT organization_kind_is_known CHECK (kind IN ('ASSOCIATION', 'NETWORK', 'INSTITUTION')),
    CONSTRAINT organization_scope_is_known CHECK (scope IN ('SUBNATIONAL', 'NATIONAL', 'REGIONAL', 'GLOBAL')),
    CONSTRAINT organization_scope_is_given_unless_institution CHECK (scope IS NOT NULL OR kind = 'INSTITUTION'),
    CONSTRAINT organization_institution_kind_is_known CHECK (institution_kind IN
      ('INSTITUTE', 'UN_AGENCY', 'GOVERNMENT', 'DONOR', 'NGO', 'UNIVERSITY', 'MEDIA', 'DEVELOPMENT_BANK', 'OTHER')),
    CONSTRAINT organization_is_an_institution_with_a_kind CHECK ((kind = 'INSTITUTION') = (institution_kind IS NOT NULL))
  );
  CREATE INDEX organization_of_country ON organization (country_code);
  CREATE INDEX organization_by_theme ON organization USING gin (theme_ids);

  -- Regions and themes by code or id, each of which must be known.
  CREATE FUNCTION region_ids(keys text[]) RETURNS SETOF uuid LANGUAGE plpgsql STABLE ROWS 5 AS $$
  DECLARE
    key text;
    found uuid;
  BEGIN
    FOREACH key IN ARRAY keys LOOP
      SELECT id INTO found FROM region WHERE code = key OR id::text = key;
      IF found IS NULL THEN RAISE EXCEPTION 'No region has the code or id "%".', left(key, 60) USING ERRCODE = 'HUB01'; END IF;
      RETURN NEXT found;
    END LOOP;
  END $$;
  CREATE FUNCTION theme_ids(keys text[]) RETURNS SETOF uuid LANGUAGE plpgsql STABLE ROWS 5 AS $$
  DECLARE
    key text;
    found uuid;
  BEGIN
    FOREACH key IN ARRAY keys LOOP
      SELECT id INTO found FROM theme WHERE code = key OR id::text = key;
      IF found IS NULL THEN RAISE EXCEPTION 'No theme has the code or id "%".', left(key, 60) USING ERRCODE = 'HUB01'; END IF;
      RETURN NEXT found;
    END LOOP;
  END $$;

  -- The country an actor is of, or is: none for organisations of several countries.
  CREATE VIEW actor_country AS
    SELECT id, country_code FROM city
    UNION ALL SELECT id, country_code FROM organization WHERE country_code IS NOT NULL
    UNION ALL SELECT id, iso_alpha2 FROM country;`;
