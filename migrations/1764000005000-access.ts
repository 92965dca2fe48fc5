import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may write, and the record of who wrote what. */
export class Access1764000005000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(KEYS);
    await run.query(AUDIT);
    await run.query(IDEMPOTENCY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward; restore a backup to go back.');
  }
}

const KEYS = /* sql */ `
  CREATE TABLE api_key (
    id uuid PRIMARY KEY,
    -- Public: by it a key is looked up, and recognised in lists and in the audit record.
    prefix text NOT NULL CONSTRAINT api_key_prefix_is_unique UNIQUE,
    -- SHA-256 of the secret, which is random and long, so that guessing it from this is out of the question.
    secret_sha256 bytea NOT NULL,
    name text NOT NULL,
    organization_id uuid REFERENCES organization (id),
    role text NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    created_by text NOT NULL,
    expires_at timestamptz(3) NOT NULL DEFAULT 'infinity',
    revoked_at timestamptz(3),
    last_used_at timestamptz(3),
    CONSTRAINT api_key_has_a_name CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT api_key_role_is_known CHECK (role IN ('CONTRIBUTOR', 'PARTNER_EDITOR', 'PARTNER_ADMIN', 'CURATOR', 'ADMIN')),
    CONSTRAINT api_key_of_a_partner_is_of_an_organization CHECK (organization_id IS NOT NULL OR role NOT IN ('PARTNER_EDITOR', 'PARTNER_ADMIN'))
  );
  CREATE INDEX api_key_of_organization ON api_key (organization_id);`;

const AUDIT = /* sql */ `
  -- Who did what, or tried to. Every change in the feed names its row here.
  CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    -- In words: the name of a key, or of the command or database role that wrote without one.
    caller text NOT NULL,
    key_id uuid REFERENCES api_key (id),
    organization_id uuid,
    action text NOT NULL,
    outcome text NOT NULL,
    -- Why it was refused.
    code text,
    -- What it was about.
    concerns uuid[] NOT NULL DEFAULT '{}',
    CONSTRAINT audit_outcome_is_known CHECK (outcome IN ('DONE', 'REFUSED')),
    CONSTRAINT audit_says_why_it_was_refused CHECK ((outcome = 'REFUSED') = (code IS NOT NULL))
  );
  CREATE INDEX audit_of_key ON audit (key_id, id) WHERE key_id IS NOT NULL;
  CREATE TRIGGER nothing_is_ever_removed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION nothing_is_ever_removed();

  -- The row of this transaction; the hub begins its writes with one, and whoever writes past the hub gets one with the name of his role.
  CREATE FUNCTION audit_of_transaction() RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE
    noted bigint := nullif(current_setting('hub.audit', true), '')::bigint;
  BEGIN
    IF noted IS NULL THEN
      INSERT INTO audit (caller, action, outcome)
      VALUES (coalesce(nullif(current_setting('hub.caller', true), ''), 'database role ' || session_user),
        coalesce(nullif(current_setting('hub.reason', true), ''), 'statements'), 'DONE')
      RETURNING id INTO noted;
      PERFORM set_config('hub.audit', noted::text, true);
    END IF;
    RETURN noted;
  END $$;

  ALTER TABLE change ADD COLUMN audit_id bigint NOT NULL DEFAULT audit_of_transaction()
    CONSTRAINT change_is_in_the_audit_record REFERENCES audit (id);
  CREATE INDEX change_of_audit ON change (audit_id);`;

const IDEMPOTENCY = /* sql */ `
  -- Answers of writes that came with an Idempotency-Key, to be given again. Written in the transaction of the write.
  CREATE TABLE idempotent_write (
    caller text NOT NULL,
    key text NOT NULL,
    -- The field, by its path: one request may write several times.
    field text NOT NULL,
    request_sha256 bytea NOT NULL,
    payload jsonb,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, key, field)
  );
  CREATE INDEX idempotent_write_by_age ON idempotent_write (at);`;
