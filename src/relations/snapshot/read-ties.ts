import type { ClientBase } from 'pg';
import type { Actors } from './actors';
import { type BinaryRow, copyOut } from './copy-out';
import { type PartRecord, TIE_KINDS, Ties } from './ties';
import type { Words } from './uuid-table';

/** What ties actors, as the hub believes it now. */
export async function readTies(client: ClientBase, actors: Actors): Promise<Ties> {
  return Ties.of(await readParts(client, actors, 'true'), actors);
}

/** Types of what the feed tells of that make or change a tie. */
export const OF_TIES = ['Twinning', 'JointProject', 'Event', 'Agreement', 'Participation', 'Mandate'];

/** With what has changed, by a condition on the feed "h". */
export async function readChangedTies(client: ClientBase, condition: string, before: Ties, actors: Actors): Promise<Ties> {
  const ties = CHANGED.replaceAll('CONDITION', condition);
  const changed: Words[] = [];
  await copyOut(client, ties, (row) => changed.push(row.uuid(0)));
  return before.with(await readParts(client, actors, `tie IN (${ties})`), changed, actors);
}

async function readParts(client: ClientBase, actors: Actors, condition: string): Promise<PartRecord[]> {
  const records: PartRecord[] = [];
  await copyOut(
    client,
    `SELECT * FROM (${PARTS}) AS part (tie, kind, actor, since, until, confidence, fact, is_holder) WHERE ${condition}`,
    (row) => records.push(partIn(row, actors)),
  );
  return records;
}

function partIn(row: BinaryRow, actors: Actors): PartRecord {
  return {
    tie: row.uuid(0),
    kind: row.int(1),
    actor: actors.findIn(row, 2),
    from: row.day(3),
    to: row.day(4),
    confidence: row.real(5),
    fact: row.uuid(6),
    isHolder: Number(row.flag(7)),
  };
}

const CHANGED = /* sql */ `
  SELECT h.entity_id FROM change AS h WHERE h.entity_type IN ('Twinning', 'JointProject', 'Event', 'Agreement') AND CONDITION
  UNION SELECT p.collaboration_id FROM participation AS p
    WHERE p.id IN (SELECT h.entity_id FROM change AS h WHERE h.entity_type = 'Participation' AND CONDITION)
  UNION SELECT coalesce(m.person_id, m.id) FROM mandate AS m
    WHERE m.id IN (SELECT h.entity_id FROM change AS h WHERE h.entity_type = 'Mandate' AND CONDITION)`;

const MANDATE = TIE_KINDS.indexOf('MANDATE');

const PARTS = /* sql */ `
  SELECT c.id, array_position('{${TIE_KINDS.join(',')}}'::text[], c.kind) - 1, p.actor_id, greatest(c.valid_from, p.valid_from),
    CASE WHEN c.kind = 'TWINNING' THEN least(c.valid_to, p.valid_to) ELSE 'infinity' END, least(c.confidence, p.confidence), p.id, false
  FROM collaboration AS c JOIN participation AS p ON p.collaboration_id = c.id AND p.superseded_at = 'infinity'
  WHERE c.superseded_at = 'infinity' AND c.status NOT IN ('PLANNED', 'CANCELLED') AND NOT (c.kind = 'TWINNING' AND c.status = 'LAPSED')
  UNION ALL
  SELECT m.person_id, ${MANDATE}, m.at_id, m.valid_from, m.valid_to, m.confidence, m.id, false
  FROM mandate AS m WHERE m.superseded_at = 'infinity' AND m.person_id IS NOT NULL
  UNION ALL
  SELECT m.id, ${MANDATE}, side.id, m.valid_from, m.valid_to, m.confidence, m.id, side.id = m.holder_id
  FROM mandate AS m CROSS JOIN LATERAL (VALUES (m.holder_id), (m.at_id)) AS side (id)
  WHERE m.superseded_at = 'infinity' AND m.holder_id IS NOT NULL`;
