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
    on_behalf_of_id uuid,
    reason text,
    CONSTRAINT change_kind_is_known CHECK (kind IN ('CREATED', 'UPDATED', 'ENDED', 'MERGED', 'SPLIT', 'ERASED'))
  );
  CREATE INDEX change_of_entity ON change (entity_id, sequence);
  CREATE INDEX change_of_type ON change (entity_type, sequence);
  CREATE INDEX change_of_organization ON change (on_behalf_of_id, sequence) WHERE on_behalf_of_id IS NOT NULL;

  -- The last number given. Whoever takes numbers holds its row until the commit, so the order of the numbers is the order of the commits.
  CREATE TABLE change_counter (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last bigint NOT NULL
  );
  INSERT INTO change_counter (last) VALUES (0);

  -- Arguments: the entity's type as an SQL expression over the new row "r"; the name of its table is the trigger's.
  CREATE FUNCTION feed_new_versions() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    rows bigint;
    base bigint;
  BEGIN
    SELECT count(*) INTO rows FROM new_rows;
    IF rows = 0 THEN RETURN NULL; END IF;
    UPDATE change_counter SET last = last + rows RETURNING last - rows INTO base;
    EXECUTE format($q$
      INSERT INTO change (sequence, kind, entity_type, entity_id, version_id, fields, before, after, on_behalf_of_id, reason)
      SELECT $1 + row_number() OVER (ORDER BY r.id, r.valid_from),
        CASE WHEN old.said IS NULL THEN 'CREATED' WHEN r.valid_to < 'infinity' AND old.valid_to = 'infinity' THEN 'ENDED' ELSE 'UPDATED' END,
        %1$s, r.id, r.version_id,
        ARRAY(SELECT key FROM jsonb_each(new.said) WHERE value IS DISTINCT FROM coalesce(old.said, '{}'::jsonb) -> key AND value <> 'null' ORDER BY key),
        old.said, new.said,
        nullif(current_setting('hub.on_behalf_of', true), '')::uuid,
        nullif(current_setting('hub.reason', true), '')
      FROM new_rows AS r
      CROSS JOIN LATERAL (SELECT version_content(to_jsonb(r)) AS said) AS new
      LEFT JOIN LATERAL (
        SELECT version_content(to_jsonb(v)) AS said, v.valid_to FROM %2$I AS v
        WHERE v.id = r.id AND v.superseded_at = r.recorded_at
        ORDER BY v.valid_from DESC LIMIT 1
      ) AS old ON true
      $q$, TG_ARGV[0], TG_TABLE_NAME) USING base;
    RETURN NULL;
  END $$;

  -- What a version says, without its clocks and machinery.
  CREATE FUNCTION version_content(version jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT version - '{version_id,id,valid_from,valid_to,recorded_at,superseded_at,folded,overdue_from,created_at,updated_at}'::text[]
  $$;

  -- Records (cities, organisations, people): changed in place, so the feed keeps what was there before.
  -- A release of the gazetteer is recorded as one change of its source, not as one of each place.
  CREATE FUNCTION feed_new_records() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    rows bigint;
    base bigint;
  BEGIN
    IF current_setting('hub.gazetteer_release', true) = 'on' THEN RETURN NULL; END IF;
    SELECT count(*) INTO rows FROM new_rows;
    IF rows = 0 THEN RETURN NULL; END IF;
    UPDATE change_counter SET last = last + rows RETURNING last - rows INTO base;
    EXECUTE format($q$
      INSERT INTO change (sequence, kind, entity_type, entity_id, fields, after)
      SELECT $1 + row_number() OVER (ORDER BY r.id), 'CREATED', %1$s, r.id,
        ARRAY(SELECT key FROM jsonb_each(new.said) WHERE value <> 'null' ORDER BY key), new.said
      FROM new_rows AS r CROSS JOIN LATERAL (SELECT version_content(to_jsonb(r)) AS said) AS new
      $q$, TG_ARGV[0]) USING base;
    RETURN NULL;
  END $$;

  CREATE FUNCTION feed_changed_records() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    rows bigint;
    base bigint;
  BEGIN
    IF current_setting('hub.gazetteer_release', true) = 'on' THEN RETURN NULL; END IF;
    SELECT count(*) INTO rows FROM new_rows AS r JOIN old_rows AS o USING (id)
    WHERE version_content(to_jsonb(r)) <> version_content(to_jsonb(o));
    IF rows = 0 THEN RETURN NULL; END IF;
    UPDATE change_counter SET last = last + rows RETURNING last - rows INTO base;
    EXECUTE format($q$
      INSERT INTO change (sequence, kind, entity_type, entity_id, fields, before, after, on_behalf_of_id, reason)
      SELECT $1 + row_number() OVER (ORDER BY r.id), 'UPDATED', %1$s, r.id,
        ARRAY(SELECT key FROM jsonb_each(new.said) WHERE value IS DISTINCT FROM old.said -> key ORDER BY key), old.said, new.said,
        nullif(current_setting('hub.on_behalf_of', true), '')::uuid,
        nullif(current_setting('hub.reason', true), '')
      FROM new_rows AS r JOIN old_rows AS o USING (id)
      CROSS JOIN LATERAL (SELECT version_content(to_jsonb(r)) AS said) AS new
      CROSS JOIN LATERAL (SELECT version_content(to_jsonb(o)) AS said) AS old
      WHERE new.said <> old.said
      $q$, TG_ARGV[0]) USING base;
    RETURN NULL;
  END $$;`;

const RULES = /* sql */ `
  CREATE FUNCTION version_is_only_ever_superseded() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    -- Besides the one column that may change, those that are computed after this trigger has run.
    apart text[] := '{superseded_at,valid_from,valid_to,overdue_from}';
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.superseded_at = 'infinity' AND NEW.superseded_at < 'infinity'
      AND to_jsonb(NEW) - apart = to_jsonb(OLD) - apart THEN
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
      ('actor_name', '''Name'''), ('mandate', '''Mandate'''), ('reported_figure', '''ReportedFigure'''),
      ('membership_tier', '''MembershipTier'''), ('tier_benefit', '''TierBenefit'''), ('membership', '''Membership'''),
      ('membership_transition', '''MembershipTransition'''),
      ('collaboration', 'CASE r.kind WHEN ''TWINNING'' THEN ''Twinning'' WHEN ''JOINT_PROJECT'' THEN ''JointProject'' WHEN ''EVENT'' THEN ''Event'' ELSE ''Agreement'' END'),
      ('related_collaboration', '''RelatedCollaboration'''), ('participation', '''Participation'''), ('commitment', '''Commitment'''),
      ('commitment_update', '''CommitmentUpdate'''), ('follow_up', '''FollowUp'''), ('resource', '''Resource'''), ('access_rule', '''AccessRule''')
    ) AS t (name, type) LOOP
      EXECUTE format('CREATE TRIGGER version_is_only_ever_superseded BEFORE UPDATE OR DELETE ON %I
        FOR EACH ROW EXECUTE FUNCTION version_is_only_ever_superseded()', facts.name);
      EXECUTE format('CREATE TRIGGER nothing_is_ever_removed BEFORE TRUNCATE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION nothing_is_ever_removed()', facts.name);
      EXECUTE format('CREATE CONSTRAINT TRIGGER fact_has_a_source AFTER INSERT ON %I DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION fact_has_a_source()', facts.name);
      EXECUTE format('CREATE TRIGGER feed_new_versions AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION feed_new_versions(%L)', facts.name, facts.type);
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
      ('organization', 'CASE r.kind WHEN ''ASSOCIATION'' THEN ''Association'' WHEN ''NETWORK'' THEN ''Network'' ELSE ''Institution'' END'),
      ('city', '''City'''), ('person', '''Person'''), ('source', '''Source'''), ('country', '''Country''')
    ) AS t (name, type) LOOP
      EXECUTE format('CREATE TRIGGER feed_new_records AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION feed_new_records(%L)', list.name, list.type);
      EXECUTE format('CREATE TRIGGER feed_changed_records AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION feed_changed_records(%L)', list.name, list.type);
    END LOOP;
  END $$;

  CREATE TRIGGER nothing_is_ever_removed BEFORE UPDATE OR DELETE OR TRUNCATE ON change
    FOR EACH STATEMENT EXECUTE FUNCTION nothing_is_ever_removed();
  CREATE TRIGGER nothing_is_ever_removed BEFORE UPDATE OR DELETE OR TRUNCATE ON citation
    FOR EACH STATEMENT EXECUTE FUNCTION nothing_is_ever_removed();`;
