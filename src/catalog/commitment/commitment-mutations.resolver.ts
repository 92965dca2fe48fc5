import { Arg, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Allowed, type WriteRule } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { Writing } from '../../access/write-context';
import type { Context } from '../../platform/context';
import type { Database } from '../../platform/database';
import { uuidIn } from '../../platform/global-id';
import { sql } from '../../platform/sql';
import type { Outcome } from '../writing/outcome';
import { Commitment } from './commitment.entity';
import { type CommitmentRow, commitmentById, type FollowUpRow, followUpById } from './commitment.loader';
import { CommitmentUpdateInput, FollowUpRecordInput } from './commitment-inputs';
import { FollowUp } from './follow-up.entity';
import { recordFollowUp } from './record-follow-up';
import { updateCommitment } from './update-commitment';

const PAYLOAD = { description: 'Result of a mutation: the object as it now stands, or why it was refused.' };
const ERRORS = { description: 'Why it was refused; empty when it was done.' };

@ObjectType(PAYLOAD)
class CommitmentPayload implements Outcome {
  id!: string | null;

  @Field(() => [UserError], ERRORS)
  userErrors!: readonly Refusal[];
}

@ObjectType(PAYLOAD)
class FollowUpPayload implements Outcome {
  id!: string | null;

  @Field(() => [UserError], ERRORS)
  userErrors!: readonly Refusal[];
}

const RULE = { scope: 'collaboration:write', own: 'PARTNER_EDITOR', any: 'CURATOR' } as const satisfies Partial<WriteRule>;

/** Who has a say in what follows from a collaboration: those it names, and those who bear it. */
async function concernedBy(db: Database, id: string): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(sql`
    WITH asked AS (
      SELECT collaboration_id, responsible_ids AS named FROM commitment WHERE id = ${id} AND superseded_at = 'infinity'
      UNION ALL SELECT collaboration_id, assignee_ids FROM follow_up WHERE id = ${id} AND superseded_at = 'infinity'
    )
    SELECT unnest(named) AS id FROM asked
    UNION SELECT p.actor_id FROM participation AS p JOIN asked USING (collaboration_id)
    WHERE p.superseded_at = 'infinity' AND p.role IN ('ORGANIZER', 'HOST', 'PARTY', 'LEAD_PARTNER', 'PARTNER')`);
  return rows.map((row) => row.id);
}

@Resolver(() => CommitmentPayload)
export class CommitmentMutations {
  @Allowed<{ readonly input: CommitmentUpdateInput }>({
    ...RULE,
    about: ({ input }, db) => concernedBy(db, uuidIn(input.commitmentId, 'input.commitmentId')),
  })
  @Mutation(() => CommitmentPayload, { description: 'Record what has become of a commitment, with what shows it.' })
  updateCommitment(
    @Arg('input', () => CommitmentUpdateInput, { description: 'What has become of it.' }) input: CommitmentUpdateInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return updateCommitment(tx, caller, input);
  }

  @FieldResolver(() => Commitment, { nullable: true, description: 'The commitment as it now stands.' })
  commitment(@Root() { id }: Outcome, @Ctx() { loaders }: Context): Promise<CommitmentRow | null> {
    return loaders.one(commitmentById, id);
  }
}

@Resolver(() => FollowUpPayload)
export class FollowUpMutations {
  @Allowed<{ readonly input: FollowUpRecordInput }>({
    ...RULE,
    about: ({ input }, db) => concernedBy(db, uuidIn(input.followUpId, 'input.followUpId')),
  })
  @Mutation(() => FollowUpPayload, {
    description:
      'Record that a follow-up was held, missed, called off or given another day. The next day of what is repeated is worked out.',
  })
  recordFollowUp(
    @Arg('input', () => FollowUpRecordInput, { description: 'What has become of it.' }) input: FollowUpRecordInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return recordFollowUp(tx, caller, input);
  }

  @FieldResolver(() => FollowUp, { nullable: true, description: 'The follow-up as it now stands.' })
  followUp(@Root() { id }: Outcome, @Ctx() { loaders }: Context): Promise<FollowUpRow | null> {
    return loaders.one(followUpById, id);
  }
}
