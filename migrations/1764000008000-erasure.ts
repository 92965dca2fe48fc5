import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Taking a person's data away. What is otherwise never changed lets go of words, and of nothing else, in a transaction whose row of the audit
 * record says that a person is erased.
 */
export class Erasure1764000008000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(ALLOWED);
    await run.query(ERASED);
    await run.query(ERASE);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward; restore a backup to go back.');
  }
}

const ALLOWED = /* sql */ `
  CREATE FUNCTION is_erasing() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
      SELECT FROM audit WHERE id = nullif(current_setting('hub.audit', true), '')::bigint AND action = 'erasePerson' AND outcome = 'DONE'
    )
  $$;

  -- Argument: the columns that may be emptied.
  CREATE FUNCTION only_erasure_empties() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    words text[] := TG_ARGV[0]::text[];
    emptied jsonb := (SELECT jsonb_object_agg(word, NULL) FROM unnest(words) AS word);
  BEGIN
    IF to_jsonb(NEW) = to_jsonb(OLD) || emptied AND is_erasing() THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'nothing_is_ever_removed';
  END $$;

  DROP TRIGGER nothing_is_ever_removed ON change;
  DROP TRIGGER nothing_is_ever_removed ON citation;
  CREATE TRIGGER nothing_is_ever_removed BEFORE DELETE OR TRUNCATE ON change
    FOR EACH STATEMENT EXECUTE FUNCTION nothing_is_ever_removed();
  CREATE TRIGGER nothing_is_ever_removed BEFORE DELETE OR TRUNCATE ON citation
    FOR EACH STATEMENT EXECUTE FUNCTION nothing_is_ever_removed();
  CREATE TRIGGER only_erasure_empties BEFORE UPDATE ON change FOR EACH ROW EXECUTE FUNCTION only_erasure_empties('{before,after}');
  CREATE TRIGGER only_erasure_empties BEFORE UPDATE ON citation FOR EACH ROW EXECUTE FUNCTION only_erasure_empties('{quote}');`;

const ERASED = /* sql */ `
  ALTER TABLE person ADD COLUMN erased_at timestamptz(3);

  -- A release of the data that still has the name brings nothing back.
  CREATE FUNCTION erased_stays_erased() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_TABLE_NAME = 'person' THEN
      IF OLD.erased_at IS NOT NULL THEN RETURN NULL; END IF;
    ELSIF NEW.title IS NOT NULL AND EXISTS (SELECT FROM person AS p WHERE p.id = NEW.person_id AND p.erased_at IS NOT NULL) THEN
      NEW.title := NULL;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER erased_stays_erased BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION erased_stays_erased();
  CREATE TRIGGER erased_stays_erased BEFORE INSERT ON mandate FOR EACH ROW EXECUTE FUNCTION erased_stays_erased();`;

const ERASE = /* sql */ `
  -- Whether a text names somebody: in any language, whatever the case. Names of less than four letters are taken for words.
  CREATE FUNCTION names_one(said text, names text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT EXISTS (SELECT FROM unnest(names) AS name WHERE length(name) >= 4 AND position(lower(name) IN lower(said)) > 0)
  $$;

  -- Takes names, titles, quotes and what the feed has of them away; what is left says that there was a person. False: there is none to erase.
  CREATE FUNCTION erase_person(person_asked uuid, why text) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    names text[];
    mandates uuid[];
  BEGIN
    SELECT array_agg(value) INTO names FROM person AS p, jsonb_each_text(p.name) WHERE p.id = person_asked AND p.erased_at IS NULL;
    IF names IS NULL THEN RETURN false; END IF;
    mandates := ARRAY(SELECT DISTINCT id FROM mandate WHERE person_id = person_asked);
    UPDATE person SET name = '{"und": "[erased]"}', folded = '', wikidata_id = NULL, erased_at = clock_timestamp() WHERE id = person_asked;
    UPDATE mandate SET title = NULL WHERE person_id = person_asked AND title IS NOT NULL;
    UPDATE source SET title = '{"und": "[erased]"}' WHERE names_one(title::text, names);
    UPDATE citation SET quote = NULL WHERE quote IS NOT NULL AND (fact_id = ANY(mandates) OR names_one(quote, names));
    UPDATE change_proposal SET summary = '[erased]', patch = '{}', decision_note = NULL,
      cites = coalesce((SELECT jsonb_agg(cite || '{"quote": null}') FROM jsonb_array_elements(cites) AS cite), '[]')
    WHERE names_one(concat(summary, ' ', patch, ' ', cites, ' ', decision_note), names);
    UPDATE actor_merge SET citations = (SELECT jsonb_agg(cite || '{"quote": null}') FROM jsonb_array_elements(citations) AS cite)
    WHERE names_one(citations::text, names);
    UPDATE roster_row SET office = NULL, quote = NULL WHERE names_one(concat(office, ' ', quote), names);
    UPDATE change SET before = NULL, after = NULL
    WHERE (before IS NOT NULL OR after IS NOT NULL)
      AND (entity_id = person_asked OR entity_id = ANY(mandates) OR names_one(concat(before, ' ', after), names));
    INSERT INTO change (sequence, kind, entity_type, entity_id, fields, concerns, reason)
    SELECT next_changes(1) + 1, 'ERASED', 'Person', person_asked, '{}', ARRAY[person_asked], why;
    RETURN true;
  END $$;`;
