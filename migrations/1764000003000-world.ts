import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which releases of the default world this database holds, so that a start knows without reading them. */
export class World1764000003000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(RELEASES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward; restore a backup to go back.');
  }
}

const RELEASES = /* sql */ `
  -- Written in the transaction that loads the part: a row here means that all of it is there.
  CREATE TABLE world_release (
    part text NOT NULL,
    release text NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT now(),
    report jsonb NOT NULL,
    PRIMARY KEY (part, release),
    CONSTRAINT world_release_part_is_known CHECK (part IN ('gazetteer', 'facts', 'rosters'))
  );

  -- A new version looks for the one it follows, of the same fact.
  CREATE INDEX actor_name_versions ON actor_name (id);
  CREATE INDEX participation_versions ON participation (id);`;
