import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two records of one city: which stands for which, and what merging them wrote, so that it can be undone exactly. */
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
    ADD CONSTRAINT actor_that_is_merged_is_a_city CHECK (merged_into_id IS NULL OR kind = 'CITY');
  CREATE INDEX actor_replaces ON actor (merged_into_id) WHERE merged_into_id IS NOT NULL;`;

const MERGES = /* sql */ `
  CREATE TABLE city_merge (
    id uuid PRIMARY KEY,
    -- In which order they were made: they are undone in reverse.
    number bigint GENERATED ALWAYS AS IDENTITY,
    merged_id uuid NOT NULL REFERENCES city (id),
    kept_id uuid NOT NULL REFERENCES city (id),
    at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    undone_at timestamptz(3),
    -- Where it was read that they are one city.
    citations jsonb NOT NULL,
    audit_id bigint NOT NULL DEFAULT audit_of_transaction() REFERENCES audit (id),
    CONSTRAINT city_merge_joins_two CHECK (merged_id <> kept_id)
  );
  CREATE UNIQUE INDEX city_merge_is_one_at_a_time ON city_merge (merged_id) WHERE undone_at IS NULL;
  CREATE INDEX city_merge_into ON city_merge (kept_id) WHERE undone_at IS NULL;

  -- Versions a merge wrote and those it superseded.
  CREATE TABLE merge_effect (
    merge_id uuid NOT NULL REFERENCES city_merge (id),
    version_id uuid NOT NULL,
    table_name text NOT NULL,
    is_written boolean NOT NULL,
    PRIMARY KEY (merge_id, version_id)
  );
  CREATE INDEX merge_effect_of_version ON merge_effect (version_id) WHERE is_written;`;

/** Whoever writes of a city while it is being merged waits for the lock on its record, and is then told. While none is merged, one look at an index. */
const NO_FACT_OF_A_MERGED_RECORD = /* sql */ `
  CREATE FUNCTION no_fact_of_a_merged_record() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
  DECLARE
    named record;
  BEGIN
    IF NOT EXISTS (SELECT FROM actor WHERE merged_into_id IS NOT NULL) THEN RETURN NULL; END IF;
    EXECUTE format('SELECT a.id, a.merged_into_id FROM actor AS a JOIN new_rows AS r ON r.%I = a.id WHERE a.merged_into_id IS NOT NULL LIMIT 1',
      TG_ARGV[0]) INTO named;
    IF named.id IS NOT NULL THEN
      RAISE EXCEPTION 'The city % was merged into %: name that one.', named.id, named.merged_into_id USING ERRCODE = 'HUB01';
    END IF;
    RETURN NULL;
  END $$;

  DO $$
  DECLARE
    list record;
  BEGIN
    FOR list IN SELECT * FROM (VALUES
      ('actor_name', 'actor_id'), ('membership', 'member_id'), ('participation', 'actor_id'), ('mandate', 'at_id'),
      ('mandate', 'holder_id'), ('collaboration', 'location_id')
    ) AS t (name, id) LOOP
      EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION no_fact_of_a_merged_record(%L)', 'no_fact_of_a_merged_record_in_' || list.id, list.name, list.id);
    END LOOP;
  END $$;`;
