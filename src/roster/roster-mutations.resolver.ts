import { Arg, type ClassType, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { auditRefused } from '../access/audit';
import { Allowed, type WriteRule } from '../access/rule';
import { type Refusal, UserError } from '../access/user-error';
import type { WritingAlone } from '../access/write-context';
import type { OwnWrite } from '../access/writes/own-transaction';
import type { HubDatabase } from '../platform/database';
import { uuidIn } from '../platform/global-id';
import { applyImport } from './apply';
import { revertImport } from './revert';
import { reviewRows } from './review';
import { RowResolution } from './roster-words';
import { type ImportRow, importById, importOf } from './store';

const MOST_DECISIONS = 1_000;

@InputType({ description: 'What a person decided of a row.' })
class RosterRowDecisionInput {
  @Field(() => ID, { description: 'The row.' })
  rowId!: string;

  @Field(() => RowResolution, { description: 'What it is.' })
  resolution!: RowResolution;

  @Field(() => ID, { nullable: true, description: 'The city, with `CORRECTED`.' })
  cityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The association, network or institution, with `CORRECTED`, where it is no city.' })
  organizationId?: string | null;
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
  @ObjectType({ description: 'Result of a mutation: the object as it now stands, or why it was refused.' })
  class RosterImportPayload {
    importId!: string;

    @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
    userErrors!: readonly Refusal[];
  }

  @Resolver(() => RosterImportPayload)
  class RosterMutations {
    @Allowed(ON_IMPORT)
    @Mutation(() => RosterImportPayload, { description: REVIEW })
    reviewRosterRows(
      @Arg('importId', () => ID, IMPORT_ID) importId: string,
      @Arg('decisions', () => [RosterRowDecisionInput], { description: 'At most 1,000 at once.' }) decisions: RosterRowDecisionInput[],
      @Ctx() context: WritingAlone,
    ): Promise<Answered> {
      return answered(context, { importId, action: 'reviewRosterRows' }, (id, own) => reviewed(context.hub, id, decisions, own));
    }

    @Allowed(ON_IMPORT)
    @Mutation(() => RosterImportPayload, { description: APPLY })
    applyRosterImport(
      @Arg('importId', () => ID, IMPORT_ID) importId: string,
      @Arg('confirmLeaves', () => Boolean, { nullable: true, defaultValue: false, description: LEAVES }) confirmLeaves: boolean | null,
      @Ctx() context: WritingAlone,
    ): Promise<Answered> {
      return answered(context, { importId, action: 'applyRosterImport' }, async (id, own) =>
        refusalsOf(await applyImport(context.hub, id, { confirmLeaves: confirmLeaves === true, own })),
      );
    }

    @Allowed(ON_IMPORT)
    @Mutation(() => RosterImportPayload, { description: REVERT })
    revertRosterImport(@Arg('importId', () => ID, IMPORT_ID) importId: string, @Ctx() context: WritingAlone): Promise<Answered> {
      return answered(context, { importId, action: 'revertRosterImport' }, async (id, own) =>
        refusalsOf(await revertImport(context.hub, id, own)),
      );
    }

    @FieldResolver(rosterImport, { nullable: true, description: 'The import as it now stands.' })
    rosterImport(@Root() { importId }: Answered, @Ctx() { hub }: WritingAlone): Promise<ImportRow | null> {
      return importOf(hub, importId);
    }
  }
  return RosterMutations;
}

interface Answered {
  readonly importId: string;
  readonly userErrors: readonly Refusal[];
}

/** Does something with an import, and records when it was refused; that it was done is recorded with what it does. */
async function answered(
  { hub, caller, once }: WritingAlone,
  { importId, action }: { readonly importId: string; readonly action: string },
  work: (id: string, own: OwnWrite) => Promise<readonly Refusal[]>,
): Promise<Answered> {
  const id = uuidIn(importId, 'importId');
  const held = await importOf(hub, id);
  const act = { caller, action, concerns: held ? [held.organizationId] : [] };
  const userErrors = await work(id, { act, once, answer: { importId: id, userErrors: [] } });
  const [refusal] = userErrors;
  if (refusal) await auditRefused(hub, act, refusal.code);
  return { importId: id, userErrors };
}

function refusalsOf(done: { readonly outcome: string; readonly refusal?: Refusal }): readonly Refusal[] {
  return done.refusal ? [done.refusal] : [];
}

async function reviewed(
  hub: HubDatabase,
  importId: string,
  given: readonly RosterRowDecisionInput[],
  own: OwnWrite,
): Promise<readonly Refusal[]> {
  if (given.length > MOST_DECISIONS)
    return [{ code: 'LIMIT_REACHED', field: ['decisions'], message: `At most ${MOST_DECISIONS} rows are decided at once.` }];
  const decisions = given.map(({ rowId, resolution, cityId, organizationId }) => ({
    ...{ rowId: uuidIn(rowId, 'rowId'), resolution, cityId: cityId ? uuidIn(cityId, 'cityId') : null },
    organizationId: organizationId ? uuidIn(organizationId, 'organizationId') : null,
  }));
  return reviewRows(hub, { importId, decisions, decidedBy: own.act.caller.name, own });
}
