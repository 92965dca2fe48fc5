import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Corrections that somebody suggests and somebody else decides. */
export class Proposals1764000010000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      CREATE TABLE change_proposal (
        id uuid PRIMARY KEY,
        target_id uuid REFERENCES actor (id),
        summary text NOT NULL,
        -- What it would change, as data: checked against what may be changed when it is made, and again when it is accepted.
        patch jsonb NOT NULL,
        -- Sources, as rows of "citation" without a fact.
        cites jsonb NOT NULL,
        status text NOT NULL DEFAULT 'OPEN',
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        created_by text NOT NULL,
        created_by_key uuid REFERENCES api_key (id),
        decided_at timestamptz(3),
        decided_by text,
        decision_note text,
        CONSTRAINT change_proposal_status_is_known CHECK (status IN ('OPEN', 'ACCEPTED', 'REJECTED', 'WITHDRAWN')),
        CONSTRAINT change_proposal_is_decided_by_somebody CHECK ((status = 'OPEN') = (decided_at IS NULL))
      );
      CREATE INDEX change_proposal_by_age ON change_proposal (created_at DESC, id DESC);
      CREATE INDEX change_proposal_of_target ON change_proposal (target_id);`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward; restore a backup to go back.');
  }
}
