import { Arg, type ClassType, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Allowed, type WriteRule } from '../access/rule';
import { type Refusal, UserError } from '../access/user-error';
import { uuidIn } from '../platform/global-id';
import { requireAdmin } from './access';
import { applyImport } from './apply';
import { revertImport } from './revert';
import { reviewRows } from './review';
import type { RosterContext } from './roster-context';
import { RowResolution } from './roster-words';
import { type ImportRow, importById, importOf } from './store';

const ADMIN = 'administrator';
const MOST_DECISIONS = 1_000;

@InputType({ description: 'What a person decided of a row.' })
class RosterRowDecisionInput {
  @Field(() => ID, { description: 'The row.' })
  rowId!: string;

  @Field(() => RowResolution, { description: 'What it is.' })
  resolution!: RowResolution;

  @Field(() => ID, { nullable: true, description: 'The city, with `CORRECTED`.' })
  cityId?: string | null;
}

const IMPORT_ID = { description: 'The import.' };
const ON_IMPORT: WriteRule<{ readonly importId: string }> = {
  scope: 'roster:write',
  own: 'PARTNER_EDITOR',
  any: 'CURATOR',
  about: async ({ importId }, db) => (await importById.fetch(db, [uuidIn(importId, 'importId')])).map((held) => held.organizationId),
  isItsOwnTransaction: true,
};

const REVIEW = 'Decide rows the hub could not: all of these or none. A later decision replaces an earlier one.';
const APPLY = 'Make a reviewed import part of what the hub holds: all of it or nothing.';
const LEAVES = 'That a complete roster may let go more than a third of the members, which is refused otherwise.';
const REVERT = 'Undo an applied import exactly, whatever came after on other rows.';

/** The mutations of rosters; they answer with the type of an import, which another file declares. */
export function rosterMutations(rosterImport: () => ClassType): ClassType {
  @ObjectType({ description: 'Result of a mutation: the object as it now stands, or why it was refused.', simpleResolvers: true })
  class RosterImportPayload {
    @Field(rosterImport, { nullable: true, description: 'The import as it now stands.' })
    rosterImport!: ImportRow | null;

    @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
    userErrors!: readonly Refusal[];
  }

  @Resolver()
  class RosterMutations {
    @Allowed(ON_IMPORT)
    @Mutation(() => RosterImportPayload, { description: REVIEW })
    reviewRosterRows(
      @Arg('importId', () => ID, IMPORT_ID) importId: string,
      @Arg('decisions', () => [RosterRowDecisionInput], { description: 'At most 1,000 at once.' }) decisions: RosterRowDecisionInput[],
      @Ctx() context: RosterContext,
    ): Promise<RosterImportPayload> {
      return answered(context, importId, (id) => reviewed(context, id, decisions));
    }

    @Allowed(ON_IMPORT)
    @Mutation(() => RosterImportPayload, { description: APPLY })
    applyRosterImport(
      @Arg('importId', () => ID, IMPORT_ID) importId: string,
      @Arg('confirmLeaves', () => Boolean, { nullable: true, defaultValue: false, description: LEAVES }) confirmLeaves: boolean | null,
      @Ctx() context: RosterContext,
    ): Promise<RosterImportPayload> {
      return answered(context, importId, async (id) =>
        refusalsOf(await applyImport(context.hub, id, { confirmLeaves: confirmLeaves === true })),
      );
    }

    @Allowed(ON_IMPORT)
    @Mutation(() => RosterImportPayload, { description: REVERT })
    revertRosterImport(
      @Arg('importId', () => ID, IMPORT_ID) importId: string,
      @Ctx() context: RosterContext,
    ): Promise<RosterImportPayload> {
      return answered(context, importId, async (id) => refusalsOf(await revertImport(context.hub, id)));
    }
  }
  return RosterMutations;
}

interface Answered {
  readonly rosterImport: ImportRow | null;
  readonly userErrors: readonly Refusal[];
}

async function answered(
  { hub, isAdmin }: RosterContext,
  importId: string,
  act: (id: string) => Promise<readonly Refusal[]>,
): Promise<Answered> {
  requireAdmin(isAdmin);
  const id = uuidIn(importId, 'importId');
  const userErrors = await act(id);
  return { rosterImport: await importOf(hub, id), userErrors };
}

function refusalsOf(done: { readonly outcome: string; readonly refusal?: Refusal }): readonly Refusal[] {
  return done.refusal ? [done.refusal] : [];
}

async function reviewed({ hub }: RosterContext, importId: string, given: readonly RosterRowDecisionInput[]): Promise<readonly Refusal[]> {
  if (given.length > MOST_DECISIONS)
    return [{ code: 'LIMIT_REACHED', field: ['decisions'], message: `At most ${MOST_DECISIONS} rows are decided at once.` }];
  const decisions = given.map(({ rowId, resolution, cityId }) => ({
    ...{ rowId: uuidIn(rowId, 'rowId'), resolution, cityId: cityId ? uuidIn(cityId, 'cityId') : null },
  }));
  return reviewRows(hub, { importId, decisions, decidedBy: ADMIN });
}
