import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happens without anybody writing a fact, and who is told of it and of the feed. */
export class Notices1764000007000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(NOTICES);
    await run.query(REMINDERS);
    await run.query(WEBHOOKS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward; restore a backup to go back.');
  }
}

const NOTICES = /* sql */ `
  -- Numbered as the feed is: in the order of the commits, and without gaps.
  CREATE TABLE notice (
    sequence bigint PRIMARY KEY,
    at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    topic text NOT NULL,
    entity_type text NOT NULL,
    entity_id uuid NOT NULL,
    concerns uuid[] NOT NULL,
    CONSTRAINT notice_topic_is_known CHECK (topic IN
      ('COMMITMENT_OVERDUE', 'FOLLOW_UP_DUE', 'ROSTER_IMPORT_FINISHED', 'SUBGRAPH_STATUS_CHANGED', 'PROPOSAL_OPENED'))
  );
  CREATE TABLE notice_counter (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last bigint NOT NULL
  );
  INSERT INTO notice_counter (last) VALUES (0);

  CREATE FUNCTION give_notice(topic text, entity_type text, entity_id uuid, concerns uuid[]) RETURNS void LANGUAGE sql AS $$
    SELECT pg_notify('hub_notice', '');
    WITH next AS (UPDATE notice_counter SET last = last + 1 RETURNING last)
    INSERT INTO notice (sequence, topic, entity_type, entity_id, concerns)
    SELECT last, $1, $2, $3, $4 FROM next
  $$;

  CREATE FUNCTION notice_of_import() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM give_notice('ROSTER_IMPORT_FINISHED', 'RosterImport', NEW.id, ARRAY[NEW.organization_id]);
    RETURN NULL;
  END $$;
  CREATE TRIGGER notice_of_import AFTER UPDATE OF status ON roster_import FOR EACH ROW
    WHEN (OLD.status <> NEW.status AND NEW.status IN ('REVIEW', 'APPLIED', 'REVERTED', 'FAILED')) EXECUTE FUNCTION notice_of_import();`;

const REMINDERS = /* sql */ `
  -- What has been told to be overdue, and since which day: when the day is moved, it is told again.
  CREATE TABLE reminder (
    fact_id uuid NOT NULL REFERENCES fact (id),
    overdue_from date NOT NULL,
    at timestamptz(3) NOT NULL DEFAULT now(),
    PRIMARY KEY (fact_id, overdue_from)
  );`;

const WEBHOOKS = /* sql */ `
  CREATE TABLE webhook (
    id uuid PRIMARY KEY,
    url text NOT NULL,
    topics text[] NOT NULL CHECK (cardinality(topics) > 0),
    -- Only what concerns this organisation.
    organization_id uuid REFERENCES organization (id),
    -- Whose it is; null: the hub's own administrators'.
    owner_id uuid REFERENCES organization (id),
    -- Each message is signed with it.
    secret text NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    failure_count integer NOT NULL DEFAULT 0,
    created_at timestamptz(3) NOT NULL DEFAULT now()
  );

  -- What is to be told to one webhook, in this order for each entity.
  CREATE TABLE webhook_event (
    id uuid PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    webhook_id uuid NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    topic text NOT NULL,
    entity_id uuid NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    delivered_at timestamptz(3)
  );
  CREATE INDEX webhook_event_to_deliver ON webhook_event (webhook_id, entity_id, number) WHERE delivered_at IS NULL;
  CREATE INDEX webhook_event_by_age ON webhook_event (created_at);

  CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY,
    webhook_id uuid NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    event_id uuid NOT NULL REFERENCES webhook_event (id) ON DELETE CASCADE,
    attempted_at timestamptz(3) NOT NULL DEFAULT now(),
    attempt integer NOT NULL,
    -- Null: no answer came.
    status_code integer
  );
  CREATE INDEX webhook_delivery_of_webhook ON webhook_delivery (webhook_id, id);

  -- How far the feed and the notices have been turned into events of webhooks.
  CREATE TABLE webhook_position (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    change bigint NOT NULL,
    notice bigint NOT NULL
  );
  INSERT INTO webhook_position (change, notice) VALUES (0, 0);`;
