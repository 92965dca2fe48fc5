import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two records of one city or organisation: which stands for which, and what merging them wrote, so that it can be undone exactly. */
export class Merges1764000012000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(REDIRECTS);
    await run.query(MERGES);
    await run.query(NO_FACT_OF_A_MERGED_RECORD);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward; restore a backup to go back.');
  }
}

const REDIRECTS = /* sql */ `
  -- The record that stands for this one: always one that stands for itself, however many merges lie between.
  ALTER TABLE actor ADD COLUMN merged_into_id uuid REFERENCES actor (id),
    ADD CONSTRAINT actor_is_not_merged_into_itself CHECK (merged_into_id <> id),
    ADD CONSTRAINT actor_that_is_merged_is_no_country CHECK (merged_into_id IS NULL OR kind <> 'COUNTRY');
  CREATE INDEX actor_replaces ON actor (merged_into_id) WHERE merged_into_id IS NOT NULL;`;

const MERGES = /* sql */ `
  CREATE TABLE actor_merge (
    id uuid PRIMARY KEY,
    -- In which order they were made: they are undone in reverse.
    number bigint GENERATED ALWAYS AS IDENTITY,
    merged_id uuid NOT NULL REFERENCES actor (id),
    kept_id uuid NOT NULL REFERENCES actor (id),
    at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    undone_at timestamptz(3),
    -- Where it was read that they are one.
    citations jsonb NOT NULL,
    audit_id bigint NOT NULL DEFAULT audit_of_transaction() REFERENCES audit (id),
    CONSTRAINT actor_merge_joins_two CHECK (merged_id <> kept_id)
  );
  CREATE UNIQUE INDEX actor_merge_is_one_at_a_time ON actor_merge (merged_id) WHERE undone_at IS NULL;
  CREATE INDEX actor_merge_into ON actor_merge (kept_id) WHERE undone_at IS NULL;

  -- Versions a merge wrote and those it superseded.
  CREATE TABLE merge_effect (
    merge_id uuid NOT NULL REFERENCES actor_merge (id),
    version_id uuid NOT NULL,
    table_name text NOT NULL,
    is_written boolean NOT NULL,
    PRIMARY KEY (merge_id, version_id)
  );
  CREATE INDEX merge_effect_of_version ON merge_effect (version_id) WHERE is_written;`;

/**
 * Whoever writes of an actor while it is being merged waits for its record, and is told to begin again: then the id leads on.
 *
 * A column is a foreign key, which has taken hold of the records it names by the time this looks; lists take hold here. While none is merged,
 * columns cost one look at an index.
 */
const NO_FACT_OF_A_MERGED_RECORD = /* sql */ `
  CREATE FUNCTION no_fact_of_a_merged_record() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
  DECLARE
    named constant text := CASE WHEN TG_ARGV[1] = 'list' THEN format('(SELECT DISTINCT unnest(%I) AS id FROM new_rows)', TG_ARGV[0])
      ELSE format('(SELECT %I AS id FROM new_rows)', TG_ARGV[0]) END;
    merged record;
  BEGIN
    IF TG_ARGV[1] = 'list' THEN
      EXECUTE format('SELECT count(*) FROM (SELECT FROM actor WHERE id IN %s ORDER BY id FOR KEY SHARE) AS held', named) INTO merged;
    END IF;
    IF NOT EXISTS (SELECT FROM actor WHERE merged_into_id IS NOT NULL) THEN RETURN NULL; END IF;
    EXECUTE format('SELECT old.name, new.name AS kept FROM %s AS n JOIN actor AS old USING (id) JOIN actor AS new ON new.id = old.merged_into_id
      LIMIT 1', named) INTO merged;
    IF merged.name IS NOT NULL THEN
      RAISE EXCEPTION '"%" was merged into "%": name that one.', merged.name, merged.kept USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NULL;
  END $$;

  DO $$
  DECLARE
    place record;
  BEGIN
    FOR place IN SELECT * FROM (VALUES
      ('actor_name', 'actor_id', 'column'), ('membership', 'member_id', 'column'),
      ('membership', 'organization_id', 'column'), ('membership_tier', 'organization_id', 'column'), ('resource', 'publisher_id', 'column'),
      ('access_rule', 'organization_id', 'column'), ('reported_figure', 'organization_id', 'column'),
      ('participation', 'actor_id', 'column'), ('participation', 'on_behalf_of_id', 'column'),
      ('mandate', 'at_id', 'column'), ('mandate', 'holder_id', 'column'), ('collaboration', 'location_id', 'column'),
      ('commitment', 'responsible_ids', 'list'), ('commitment', 'beneficiary_ids', 'list'), ('commitment', 'place_ids', 'list'),
      ('commitment_update', 'by_id', 'column'), ('follow_up', 'assignee_ids', 'list'), ('access_rule', 'actor_ids', 'list'),
      -- What stops a merge must not come while it waits for one.
      ('api_key', 'organization_id', 'column'), ('webhook', 'owner_id', 'column'), ('webhook', 'organization_id', 'column'),
      ('subgraph', 'owner_id', 'column')
    ) AS t (name, id, shape) LOOP
      EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION no_fact_of_a_merged_record(%L, %L)',
        'no_fact_of_a_merged_record_in_' || place.id, place.name, place.id, place.shape);
    END LOOP;
  END $$;`;
