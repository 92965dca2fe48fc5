import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rosters that were uploaded: their rows, what was decided of each, and what applying them wrote. */
export class Roster1764000004000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(IMPORTS);
    await run.query(ROWS);
    await run.query(EFFECTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward; restore a backup to go back.');
  }
}

const IMPORTS = /* sql */ `
  CREATE TABLE roster_import (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organization (id),
    -- The source its facts will cite. It is recorded when the import is applied, and no sooner.
    source_id uuid NOT NULL CONSTRAINT roster_import_has_a_source_of_its_own UNIQUE,
    status text NOT NULL,
    file_name text,
    sha256 text NOT NULL,
    as_of date NOT NULL,
    is_complete boolean NOT NULL,
    reading jsonb,
    problem jsonb,
    done integer NOT NULL DEFAULT 0,
    row_count integer NOT NULL DEFAULT 0,
    matched_count integer NOT NULL DEFAULT 0,
    review_count integer NOT NULL DEFAULT 0,
    unmatched_count integer NOT NULL DEFAULT 0,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    -- When it last got on: one that is being read and has not for long was interrupted.
    progressed_at timestamptz NOT NULL DEFAULT now(),
    applied_at timestamptz,
    reverted_at timestamptz,
    CONSTRAINT roster_import_status_is_known CHECK (status IN ('PARSING', 'MATCHING', 'REVIEW', 'APPLIED', 'REVERTED', 'FAILED')),
    CONSTRAINT roster_import_says_why_it_failed CHECK ((status = 'FAILED') = (problem IS NOT NULL)),
    CONSTRAINT roster_import_says_when_it_was_applied CHECK (status NOT IN ('APPLIED', 'REVERTED') OR applied_at IS NOT NULL),
    CONSTRAINT roster_import_says_when_it_was_reverted CHECK ((status = 'REVERTED') = (reverted_at IS NOT NULL))
  );
  CREATE INDEX roster_import_of_organization ON roster_import (organization_id, created_at DESC);

  -- Whoever listens hears which import got on.
  CREATE FUNCTION tell_of_progress() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('hub_roster_import', NEW.id::text);
    RETURN NULL;
  END $$;
  CREATE TRIGGER tell_of_progress AFTER UPDATE OF status, done, matched_count, review_count, unmatched_count ON roster_import
    FOR EACH ROW EXECUTE FUNCTION tell_of_progress();`;

const ROWS = /* sql */ `
  CREATE TABLE roster_row (
    id uuid PRIMARY KEY,
    import_id uuid NOT NULL REFERENCES roster_import (id) ON DELETE CASCADE,
    position integer NOT NULL CHECK (position > 0),
    line integer NOT NULL,
    name_as_listed text NOT NULL,
    country_as_listed text,
    region_as_listed text,
    tier_as_listed text,
    tier_as_printed text,
    tier_id uuid REFERENCES fact (id),
    member_number text,
    since partial_date,
    until partial_date,
    kind text,
    status text,
    office text,
    is_founder boolean,
    -- The day the row speaks of, and the page and the words that say it.
    as_of partial_date,
    source_url web_address,
    quote text,
    geonames_id text,
    wikidata_id text,
    unlocode text,
    issues jsonb NOT NULL DEFAULT '[]',
    -- What the hub made of it.
    decision text NOT NULL,
    city_id uuid REFERENCES city (id),
    organization_id uuid REFERENCES organization (id),
    score real,
    method text,
    reasons text[] NOT NULL DEFAULT '{}',
    candidates jsonb NOT NULL DEFAULT '[]',
    -- What a person made of it, and the city or organisation it became.
    resolution text,
    resolved_city_id uuid REFERENCES city (id),
    resolved_organization_id uuid REFERENCES organization (id),
    -- Whom it lists: whom a person said, else whom the hub took it for.
    member_id uuid GENERATED ALWAYS AS (CASE WHEN resolution IS NULL THEN coalesce(city_id, organization_id)
      ELSE coalesce(resolved_city_id, resolved_organization_id) END) STORED,
    decided_by text,
    decided_at timestamptz,
    CONSTRAINT roster_row_status_is_known CHECK (status IN ('ACTIVE', 'EXPIRED')),
    CONSTRAINT roster_row_has_a_place UNIQUE (import_id, position),
    CONSTRAINT roster_row_decision_is_known CHECK (decision IN ('MATCH', 'REVIEW', 'NO_MATCH')),
    CONSTRAINT roster_row_method_is_known CHECK (method IN
      ('IDENTIFIER', 'EXACT_NAME', 'TRANSLITERATION', 'FUZZY_NAME', 'COORDINATES', 'HUMAN')),
    CONSTRAINT roster_row_resolution_is_known CHECK (resolution IN ('ACCEPTED', 'CORRECTED', 'NEW_CITY', 'SKIPPED')),
    CONSTRAINT roster_row_match_has_one_member CHECK (num_nonnulls(city_id, organization_id) = (decision = 'MATCH')::integer),
    CONSTRAINT roster_row_decided_has_one_member CHECK (CASE WHEN resolution IN ('ACCEPTED', 'CORRECTED')
      THEN num_nonnulls(resolved_city_id, resolved_organization_id) = 1 ELSE resolved_organization_id IS NULL END),
    CONSTRAINT roster_row_skipped_has_no_city CHECK (resolution <> 'SKIPPED' OR resolved_city_id IS NULL)
  );
  CREATE INDEX roster_row_of_member ON roster_row (member_id, import_id) WHERE member_id IS NOT NULL;`;

const EFFECTS = /* sql */ `
  -- Versions an import wrote and those it superseded, so that it can be undone exactly.
  CREATE TABLE roster_effect (
    import_id uuid NOT NULL REFERENCES roster_import (id),
    version_id uuid NOT NULL,
    table_name text NOT NULL,
    is_written boolean NOT NULL,
    PRIMARY KEY (import_id, version_id),
    CONSTRAINT roster_effect_is_on_a_table_of_facts CHECK (table_name IN ('membership', 'membership_transition', 'actor_name'))
  );

  CREATE INDEX roster_effect_of_version ON roster_effect (version_id) WHERE is_written;

  -- A new version looks for the one it follows, of the same fact.
  CREATE INDEX membership_transition_versions ON membership_transition (id);`;
