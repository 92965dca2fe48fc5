import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The rules no writer can get round: versions are never changed, none is without a source, ids in lists exist, and every change is in the
 * feed, in the order of the commits and without gaps.
 */
export class Changes1764000002000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(FEED);
    await run.query(RULES);
    await run.query(TRIGGERS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward; restore a backup to go back.');
  }
}

const FEED = /* sql */ `
  CREATE TABLE change (
    sequence bigint PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    kind text NOT NULL,
    entity_type text NOT NULL,
    entity_id uuid NOT NULL,
    version_id uuid,
    fields text[] NOT NULL,
    before jsonb,
    after jsonb,
    -- Everything the change is about: what changed, and all it names.
    concerns uuid[] NOT NULL,
    on_behalf_of_id uuid,
    reason text,
    CONSTRAINT change_kind_is_known CHECK (kind IN ('CREATED', 'UPDATED', 'ENDED', 'MERGED', 'SPLIT', 'ERASED'))
  );
  CREATE INDEX change_of_entity ON change (entity_id, sequence);
  CREATE INDEX change_of_type ON change (entity_type, sequence);
  CREATE INDEX change_concerns ON change USING gin (concerns);

  -- The last number given. Whoever takes numbers holds its row until the commit, so the order of the numbers is the order of the commits.
  CREATE TABLE change_counter (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last bigint NOT NULL
  );
  INSERT INTO change_counter (last) VALUES (0);

  -- Takes numbers for so many changes; they are those behind the one returned. Whoever listens hears of them when they are committed.
  CREATE FUNCTION next_changes(many bigint) RETURNS bigint LANGUAGE sql AS $$
    SELECT pg_notify('hub_change', '');
    UPDATE change_counter SET last = last + many RETURNING last - many
  $$;

  -- Columns that say nothing of what a row is about: its clocks, and what is computed.
  CREATE FUNCTION machinery() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT '{version_id,id,valid_from,valid_to,recorded_at,superseded_at,folded,overdue_from,created_at,updated_at}'::text[]
  $$;

  CREATE FUNCTION content_of(said jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT said - machinery()
  $$;

  -- Names of what two contents say differently.
  CREATE FUNCTION fields_changed(old jsonb, new jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY(SELECT key FROM jsonb_each(new) WHERE value IS DISTINCT FROM old -> key ORDER BY key COLLATE "C")
  $$;

  -- The next two write SQL for the rows of a table, from the columns it has by now: a feed of 100,000 rows has no time to look through the
  -- JSON of each.

  -- Names of all that a row "r" says.
  CREATE FUNCTION fields_said(target regclass) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT format('array_remove(ARRAY[%s]::text[], NULL)',
      string_agg(format('CASE WHEN r.%1$I IS NOT NULL THEN %1$L END', attname), ', ' ORDER BY attname))
    FROM pg_attribute WHERE attrelid = target AND attnum > 0 AND NOT attisdropped AND attname <> ALL (machinery())
  $$;

  -- Every id a row names, once: those of columns with one and of columns with a list.
  CREATE FUNCTION ids_said(target regclass, of text DEFAULT 'r') RETURNS text LANGUAGE sql STABLE AS $$
    SELECT format('ARRAY(SELECT DISTINCT named.id FROM unnest(ARRAY[%s]::uuid[]%s) AS named (id) WHERE named.id IS NOT NULL ORDER BY named.id)',
      string_agg(format('%I.%I', of, attname), ', ') FILTER (WHERE atttypid = 'uuid'::regtype AND attname ~ '_id$'),
      string_agg(format(' || %I.%I', of, attname), '') FILTER (WHERE atttypid = 'uuid[]'::regtype AND attname ~ '_ids$'))
    FROM pg_attribute WHERE attrelid = target AND attnum > 0 AND NOT attisdropped AND attname <> ALL (machinery())
  $$;

  -- Arguments: the entity's type as an SQL expression over the new row "r", and, where the row itself does not name all it is about, an
  -- expression for the ids of the rest.
  CREATE FUNCTION feed_new_versions() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    rows bigint;
  BEGIN
    SELECT count(*) INTO rows FROM new_rows;
    IF rows = 0 THEN RETURN NULL; END IF;
    EXECUTE format($q$
      INSERT INTO change (sequence, kind, entity_type, entity_id, version_id, fields, before, after, concerns, on_behalf_of_id, reason)
      SELECT $1 + row_number() OVER (ORDER BY r.id, r.valid_from),
        CASE WHEN old.said IS NULL THEN 'CREATED' WHEN r.valid_to < 'infinity' AND old.valid_to = 'infinity' THEN 'ENDED' ELSE 'UPDATED' END,
        %1$s, r.id, r.version_id, CASE WHEN old.said IS NULL THEN %4$s ELSE fields_changed(old.said, new.said) END, old.said, new.said,
        -- Whom it is about no longer is told too.
        r.id || new.ids || CASE WHEN old.ids <> new.ids THEN old.ids END || (%3$s)::uuid[],
        nullif(current_setting('hub.on_behalf_of', true), '')::uuid,
        nullif(current_setting('hub.reason', true), '')
      FROM new_rows AS r
      CROSS JOIN LATERAL (SELECT content_of(to_jsonb(r)) AS said, %5$s AS ids OFFSET 0) AS new
      LEFT JOIN LATERAL (
        SELECT content_of(to_jsonb(v)) AS said, v.valid_to, %6$s AS ids FROM %2$I AS v
        WHERE v.id = r.id AND v.superseded_at = r.recorded_at
        ORDER BY v.recorded_at DESC, v.valid_from DESC LIMIT 1
      ) AS old ON true
      $q$, TG_ARGV[0], TG_TABLE_NAME, coalesce(TG_ARGV[1], 'NULL'), fields_said(TG_RELID), ids_said(TG_RELID),
      ids_said(TG_RELID, 'v')) USING next_changes(rows);
    RETURN NULL;
  END $$;

  -- Versions this transaction has superseded, until the feed is told of them: empty whenever it ends.
  CREATE UNLOGGED TABLE superseded_now (
    version_id uuid PRIMARY KEY,
    of_table text NOT NULL
  );

  -- A version that is superseded and has no next one by the end of the transaction was taken back. The first of them that is looked at
  -- tells of all, for each number taken by itself makes the next one dearer. Every look is by an index, whatever the planner believes of a
  -- table that is empty before and after.
  CREATE FUNCTION feed_retraction() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM superseded_now WHERE version_id = NEW.version_id) THEN RETURN NULL; END IF;
    EXECUTE format($q$
      WITH mine AS (
        DELETE FROM superseded_now WHERE of_table = %2$L RETURNING version_id
      ), r AS MATERIALIZED (
        SELECT v.* FROM %2$I AS v JOIN mine USING (version_id)
        WHERE NOT EXISTS (SELECT FROM %2$I AS next WHERE next.id = v.id AND next.recorded_at = v.superseded_at)
      ), numbers AS MATERIALIZED (
        SELECT next_changes(count(*)) AS before FROM r HAVING count(*) > 0
      )
      INSERT INTO change (sequence, kind, entity_type, entity_id, version_id, fields, before, concerns, on_behalf_of_id, reason)
      SELECT numbers.before + row_number() OVER (ORDER BY r.id, r.valid_from), 'ENDED', %1$s, r.id, r.version_id, '{}', said,
        r.id || %4$s || (%3$s)::uuid[],
        nullif(current_setting('hub.on_behalf_of', true), '')::uuid,
        nullif(current_setting('hub.reason', true), '')
      FROM r CROSS JOIN numbers CROSS JOIN LATERAL (SELECT content_of(to_jsonb(r)) AS said OFFSET 0) AS old
      $q$, TG_ARGV[0], TG_TABLE_NAME, coalesce(TG_ARGV[1], 'NULL'), ids_said(TG_RELID));
    RETURN NULL;
  END $$;

  -- Records (cities, organisations, people): changed in place, so the feed keeps what was there before.
  -- A release of the gazetteer is recorded as one change of its source, not as one of each place.
  CREATE FUNCTION feed_new_records() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    rows bigint;
  BEGIN
    IF current_setting('hub.gazetteer_release', true) = 'on' THEN RETURN NULL; END IF;
    SELECT count(*) INTO rows FROM new_rows;
    IF rows = 0 THEN RETURN NULL; END IF;
    EXECUTE format($q$
      INSERT INTO change (sequence, kind, entity_type, entity_id, fields, after, concerns, on_behalf_of_id, reason)
      SELECT $1 + row_number() OVER (ORDER BY r.id), 'CREATED', %s, r.id, %s, said, r.id || %s,
        nullif(current_setting('hub.on_behalf_of', true), '')::uuid,
        nullif(current_setting('hub.reason', true), '')
      FROM new_rows AS r CROSS JOIN LATERAL (SELECT content_of(to_jsonb(r)) AS said OFFSET 0) AS new
      $q$, TG_ARGV[0], fields_said(TG_RELID), ids_said(TG_RELID)) USING next_changes(rows);
    RETURN NULL;
  END $$;

  CREATE FUNCTION feed_changed_records() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    changed uuid[];
  BEGIN
    IF current_setting('hub.gazetteer_release', true) = 'on' THEN RETURN NULL; END IF;
    SELECT array_agg(r.id) INTO changed FROM new_rows AS r JOIN old_rows AS o USING (id)
    WHERE content_of(to_jsonb(r)) <> content_of(to_jsonb(o));
    IF changed IS NULL THEN RETURN NULL; END IF;
    EXECUTE format($q$
      INSERT INTO change (sequence, kind, entity_type, entity_id, fields, before, after, concerns, on_behalf_of_id, reason)
      SELECT $1 + row_number() OVER (ORDER BY r.id),
        -- A record begins or ceases to stand for another.
        CASE WHEN (old.said ->> 'merged_into_id' IS NULL) = (new.said ->> 'merged_into_id' IS NULL) THEN 'UPDATED'
          WHEN old.said ->> 'merged_into_id' IS NULL THEN 'MERGED' ELSE 'SPLIT' END,
        %s, r.id, fields_changed(old.said, new.said), old.said, new.said,
        r.id || %s || array_remove(ARRAY[(old.said ->> 'merged_into_id')::uuid], NULL),
        nullif(current_setting('hub.on_behalf_of', true), '')::uuid,
        nullif(current_setting('hub.reason', true), '')
      FROM new_rows AS r JOIN old_rows AS o USING (id)
      CROSS JOIN LATERAL (SELECT content_of(to_jsonb(r)) AS said OFFSET 0) AS new
      CROSS JOIN LATERAL (SELECT content_of(to_jsonb(o)) AS said OFFSET 0) AS old
      WHERE r.id = ANY($2)
      $q$, TG_ARGV[0], ids_said(TG_RELID)) USING next_changes(cardinality(changed)), changed;
    UPDATE actor SET updated_at = now() WHERE id = ANY(changed) AND updated_at < now();
    RETURN NULL;
  END $$;`;

const RULES = /* sql */ `
  CREATE FUNCTION version_is_only_ever_superseded() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    -- Besides the one column that may change, those that are computed after this trigger has run.
    apart text[] := '{superseded_at,valid_from,valid_to,overdue_from}';
    closed record;
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.superseded_at = 'infinity' AND NEW.superseded_at < 'infinity' THEN
      -- Rows are compared much faster than what they say; where a table has more that is computed, what they say decides.
      closed := OLD;
      closed.superseded_at := NEW.superseded_at;
      closed.valid_from := NEW.valid_from;
      closed.valid_to := NEW.valid_to;
      IF closed *= NEW OR to_jsonb(NEW) - apart = to_jsonb(OLD) - apart THEN
        INSERT INTO superseded_now (version_id, of_table) VALUES (NEW.version_id, TG_TABLE_NAME);
        RETURN NEW;
      END IF;
    END IF;
    -- Office holders are people, who may ask to be forgotten. Which transaction does that, the audit record says, which comes later.
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'mandate' AND NEW.superseded_at = OLD.superseded_at
      AND to_jsonb(NEW) - apart = (to_jsonb(OLD) || '{"title": null}') - apart AND is_erasing() THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A version in % is never changed: insert the next one and supersede this.', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'version_is_only_ever_superseded';
  END $$;

  CREATE FUNCTION nothing_is_ever_removed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'nothing_is_ever_removed';
  END $$;

  CREATE FUNCTION fact_has_a_source() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM citation WHERE version_id = NEW.version_id) THEN
      RAISE EXCEPTION 'The version % in % has no source.', NEW.version_id, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'fact_has_a_source';
    END IF;
    RETURN NULL;
  END $$;

  -- Arguments: a column with a list of ids, and the table they must be in; a foreign key for each element of a list.
  CREATE FUNCTION every_id_exists() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    missing uuid;
  BEGIN
    EXECUTE format('SELECT asked.id FROM unnest(($1).%1$I) AS asked (id) WHERE NOT EXISTS (SELECT FROM %2$I AS t WHERE t.id = asked.id) LIMIT 1',
      TG_ARGV[0], TG_ARGV[1]) INTO missing USING NEW;
    IF missing IS NOT NULL THEN
      RAISE EXCEPTION '% in %.% is in no row of %.', missing, TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[1]
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'every_id_exists';
    END IF;
    RETURN NEW;
  END $$;`;

const TRIGGERS = /* sql */ `
  DO $$
  DECLARE
    facts record;
    list record;
  BEGIN
    FOR facts IN SELECT * FROM (VALUES
      ('actor_name', '''Name''', 'NULL'), ('mandate', '''Mandate''', 'NULL'), ('reported_figure', '''ReportedFigure''', 'NULL'),
      ('membership_tier', '''MembershipTier''', 'NULL'), ('membership', '''Membership''', 'NULL'),
      ('tier_benefit', '''TierBenefit''', 'SELECT array_agg(t.organization_id) FROM membership_tier AS t WHERE t.id = r.tier_id'),
      ('membership_transition', '''MembershipTransition''',
        'SELECT array_agg(m.organization_id) || array_agg(m.member_id) FROM membership AS m WHERE m.id = r.membership_id'),
      ('collaboration', 'replace(initcap(replace(r.kind, ''_'', '' '')), '' '', '''')', 'NULL'),
      ('related_collaboration', '''RelatedCollaboration''', 'NULL'), ('participation', '''Participation''', 'NULL'),
      ('commitment', '''Commitment''', 'NULL'), ('commitment_update', '''CommitmentUpdate''', 'NULL'), ('follow_up', '''FollowUp''', 'NULL'),
      ('resource', '''Resource''', 'NULL'),
      ('access_rule', '''AccessRule''', 'SELECT array_agg(x.publisher_id) FROM resource AS x WHERE x.id = r.resource_id')
    ) AS t (name, type, about) LOOP
      EXECUTE format('CREATE TRIGGER version_is_only_ever_superseded BEFORE UPDATE OR DELETE ON %I
        FOR EACH ROW EXECUTE FUNCTION version_is_only_ever_superseded()', facts.name);
      EXECUTE format('CREATE TRIGGER nothing_is_ever_removed BEFORE TRUNCATE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION nothing_is_ever_removed()', facts.name);
      EXECUTE format('CREATE CONSTRAINT TRIGGER fact_has_a_source AFTER INSERT ON %I DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION fact_has_a_source()', facts.name);
      EXECUTE format('CREATE TRIGGER feed_new_versions AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION feed_new_versions(%L, %L)', facts.name, facts.type, facts.about);
      EXECUTE format('CREATE CONSTRAINT TRIGGER feed_retraction AFTER UPDATE ON %I DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION feed_retraction(%L, %L)', facts.name, facts.type, facts.about);
    END LOOP;

    FOR list IN SELECT * FROM (VALUES
      ('organization', 'theme_ids', 'theme'), ('membership', 'theme_ids', 'theme'),
      ('collaboration', 'theme_ids', 'theme'), ('collaboration', 'region_ids', 'region'),
      ('participation', 'represented_by_ids', 'fact'),
      ('commitment', 'responsible_ids', 'actor'), ('commitment', 'beneficiary_ids', 'actor'), ('commitment', 'place_ids', 'actor'),
      ('follow_up', 'assignee_ids', 'actor'),
      ('resource', 'theme_ids', 'theme'), ('resource', 'collaboration_ids', 'fact'), ('access_rule', 'actor_ids', 'actor')
    ) AS t (name, ids, target) LOOP
      EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE ON %I FOR EACH ROW
        WHEN (NEW.%I <> ''{}'') EXECUTE FUNCTION every_id_exists(%L, %L)', 'every_id_exists_in_' || list.ids, list.name, list.ids, list.ids, list.target);
    END LOOP;

    FOR list IN SELECT * FROM (VALUES
      ('organization', 'initcap(r.kind)'),
      ('city', '''City'''), ('person', '''Person'''), ('source', '''Source'''), ('country', '''Country'''),
      ('theme', '''Theme'''), ('region', '''Region''')
    ) AS t (name, type) LOOP
      EXECUTE format('CREATE TRIGGER feed_new_records AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION feed_new_records(%L)', list.name, list.type);
      EXECUTE format('CREATE TRIGGER feed_changed_records AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION feed_changed_records(%L)', list.name, list.type);
    END LOOP;
  END $$;

  -- What an actor of any kind is called and where its site is; that it was created is told of its own kind.
  CREATE TRIGGER feed_changed_records AFTER UPDATE ON actor REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION feed_changed_records('initcap(r.kind)');

  CREATE TRIGGER nothing_is_ever_removed BEFORE UPDATE OR DELETE OR TRUNCATE ON change
    FOR EACH STATEMENT EXECUTE FUNCTION nothing_is_ever_removed();
  CREATE TRIGGER nothing_is_ever_removed BEFORE UPDATE OR DELETE OR TRUNCATE ON citation
    FOR EACH STATEMENT EXECUTE FUNCTION nothing_is_ever_removed();`;
