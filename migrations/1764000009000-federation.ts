import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Services of partners, their schemas, and the supergraphs made of them. */
export class Federation1764000009000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(REGISTRY);
    await run.query(SUPERGRAPHS);
    await run.query(USAGE);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward; restore a backup to go back.');
  }
}

const REGISTRY = /* sql */ `
  CREATE TABLE subgraph (
    id uuid PRIMARY KEY,
    name text NOT NULL CONSTRAINT subgraph_name_is_unique UNIQUE,
    owner_id uuid NOT NULL REFERENCES organization (id),
    url text NOT NULL,
    status text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT subgraph_status_is_known CHECK (status IN ('PROPOSED', 'ACTIVE', 'DEGRADED', 'OFFLINE', 'RETIRED'))
  );

  CREATE TABLE subgraph_check (
    id uuid PRIMARY KEY,
    subgraph text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    outcome text NOT NULL,
    probe jsonb,
    problems jsonb NOT NULL,
    changes jsonb NOT NULL,
    affected jsonb NOT NULL,
    CONSTRAINT subgraph_check_outcome_is_known CHECK (outcome IN ('PASSED', 'PASSED_WITH_WARNINGS', 'FAILED'))
  );
  CREATE INDEX subgraph_check_by_age ON subgraph_check (created_at);

  CREATE TABLE subgraph_version (
    id uuid PRIMARY KEY,
    subgraph_id uuid NOT NULL REFERENCES subgraph (id),
    url text NOT NULL,
    sdl text NOT NULL,
    message text,
    published_at timestamptz(3) NOT NULL DEFAULT now(),
    published_by text NOT NULL,
    check_id uuid NOT NULL REFERENCES subgraph_check (id)
  );
  CREATE INDEX subgraph_version_of_subgraph ON subgraph_version (subgraph_id, published_at, id);
  CREATE TRIGGER nothing_is_ever_removed BEFORE UPDATE OR DELETE OR TRUNCATE ON subgraph_version
    FOR EACH STATEMENT EXECUTE FUNCTION nothing_is_ever_removed();`;

const SUPERGRAPHS = /* sql */ `
  -- Which versions are served together. The last row is the current one; going back appends an earlier set again.
  CREATE TABLE supergraph_version (
    number integer PRIMARY KEY,
    id uuid NOT NULL CONSTRAINT supergraph_version_id_is_unique UNIQUE,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    version_ids uuid[] NOT NULL,
    sdl text NOT NULL,
    -- Of the hub's own schema in it: a hub with another composes the set anew.
    hub_hash text NOT NULL
  );
  CREATE TRIGGER nothing_is_ever_removed BEFORE UPDATE OR DELETE OR TRUNCATE ON supergraph_version
    FOR EACH STATEMENT EXECUTE FUNCTION nothing_is_ever_removed();
  CREATE FUNCTION tell_of_supergraph() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('hub_supergraph', NEW.number::text);
    RETURN NULL;
  END $$;
  CREATE TRIGGER tell_of_supergraph AFTER INSERT ON supergraph_version FOR EACH ROW EXECUTE FUNCTION tell_of_supergraph();

  CREATE FUNCTION notice_of_subgraph() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM give_notice('SUBGRAPH_STATUS_CHANGED', 'Subgraph', NEW.id, ARRAY[NEW.owner_id]);
    RETURN NULL;
  END $$;
  CREATE TRIGGER notice_of_new_subgraph AFTER INSERT ON subgraph FOR EACH ROW EXECUTE FUNCTION notice_of_subgraph();
  CREATE TRIGGER notice_of_subgraph AFTER UPDATE OF status ON subgraph FOR EACH ROW
    WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION notice_of_subgraph();`;

const USAGE = /* sql */ `
  -- Operations that asked partners, by client and day: what a change would break. Neither variables nor documents.
  CREATE TABLE operation_usage (
    hash text NOT NULL,
    day date NOT NULL,
    client text NOT NULL,
    name text,
    -- Types, fields and arguments the operation names.
    coordinates text[] NOT NULL,
    requests bigint NOT NULL,
    last_seen_at timestamptz(3) NOT NULL,
    PRIMARY KEY (hash, day, client)
  );
  CREATE INDEX operation_usage_of_coordinate ON operation_usage USING gin (coordinates);
  CREATE INDEX operation_usage_by_day ON operation_usage (day);`;
