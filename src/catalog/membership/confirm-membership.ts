import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import { today } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { HubError } from '../../platform/errors';
import { insertRows } from '../../platform/insert-rows';
import { sql } from '../../platform/sql';
import type { SourceKind } from '../vocabulary/common';
import { confidenceOf } from '../writing/confidence';
import { InputCheck } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { type Cite, holdFact, recordVersions } from '../writing/record-versions';
import { ownSide, type Side } from './membership-steps';
import { corroborationBy, saidOf } from './membership-word';

/** A party's word on a membership. */
export interface Confirmation {
  readonly membershipId: string;
  readonly holds: boolean;
  readonly note: string | null;
}

/**
 * Records whether a party says that a membership holds, as it stands now. Its statement becomes a source.
 *
 * @throws HubError FORBIDDEN for whoever is neither its member nor its organisation.
 */
export async function confirmMembership(tx: Database, caller: Caller, { membershipId, holds, note }: Confirmation): Promise<Outcome> {
  const check = new InputCheck();
  const quote = check.text(note, ['note'], 300);
  if (!check.isSound) return refused(check);
  const { versions, at } = await holdFact(tx, 'membership', membershipId);
  const last = versions.at(-1);
  if (!last) check.refuse('NOT_FOUND', ['membershipId'], 'There is no such membership.');
  if (!last) return refused(check);
  const side = ownSide(caller, { memberId: String(last.said.member_id), organizationId: String(last.said.organization_id) });
  if (side === null) throw new HubError('FORBIDDEN', 'Only its member and its organisation can confirm a membership.');
  const said = { ...saidOf(last.said), [side]: holds };
  const corroboration = corroborationBy(said);
  const word = {
    ...{ corroboration, confidence: confidenceOf(await kindsOf(tx, last.versionId), corroboration) },
    ...{ member_holds: said.MEMBER, organization_holds: said.ORGANIZATION },
  };
  await recordVersions(tx, {
    at,
    superseded: [{ table: 'membership', versionId: last.versionId }],
    versions: [
      {
        ...{ table: 'membership', factId: membershipId, said: { ...last.said, ...word }, restsOn: last.versionId },
        citations: [await statement(tx, caller, { side, holds, quote })],
      },
    ],
  });
  return done(membershipId);
}

async function kindsOf(tx: Database, versionId: string): Promise<SourceKind[]> {
  const rows = await tx.rows<{ kind: SourceKind }>(sql`
    SELECT DISTINCT s.kind FROM citation AS c JOIN source AS s ON s.id = c.source_id WHERE c.version_id = ${versionId}`);
  return rows.map(({ kind }) => kind);
}

interface Statement {
  readonly side: Side;
  readonly holds: boolean;
  readonly quote: string | null;
}

/** What the party says, as a source of its own. */
async function statement(tx: Database, { organizationId }: Caller, { side, holds, quote }: Statement): Promise<Cite> {
  const [id, day] = [v7(), today()];
  const [actor] = await tx.rows<{ name: string }>(sql`SELECT name FROM actor WHERE id = ${organizationId}`);
  const who = side === 'MEMBER' ? 'the member' : 'the organisation';
  const title = `${actor?.name}, ${who}, says that the membership ${holds ? 'holds' : 'does not hold'}, ${day}`;
  await insertRows(tx, 'source', [
    { id, kind: 'PARTNER_STATEMENT', title: { en: title }, publisher: actor?.name ?? null, published_on: day },
  ]);
  return { sourceId: id, asOf: day, quote };
}
