import type { Caller } from '../../access/caller';
import type { Database } from '../../platform/database';
import { sql } from '../../platform/sql';
import { type Amendment, amendActor } from '../actor/amend-actor';
import type { ActorKind } from '../vocabulary/common';
import { checkCitations, citedSources } from '../writing/citation-input';
import { InputCheck, ORGANIZATIONS } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { checkDetails, checkExtent, checkWikidata } from './check-details';
import type { OrganizationUpdateInput } from './organization-inputs';

interface Held {
  readonly kind: ActorKind;
  readonly scope: string | null;
  readonly institutionKind: string | null;
  readonly updatedAt: Date;
}

/** Changes what is said of an organisation, as far as the input says anything. */
export async function updateOrganization(tx: Database, caller: Caller, input: OrganizationUpdateInput): Promise<Outcome> {
  const { scope, institutionKind, foundedOn, wikidataId, website } = input;
  const check = new InputCheck();
  checkCitations(check, input.citations, ['input', 'citations'], caller);
  const names = check.localized(input.name, ['input', 'name'], 300);
  checkDetails(check, input);
  check.refer(input.id, ORGANIZATIONS, ['input', 'id']);
  await check.lookUp(tx);
  if (!check.isSound) return refused(check);
  const id = check.id(input.id)!;
  const held = await heldOrganization(tx, id);
  refuseStale(check, held.updatedAt, input.expectedUpdatedAt);
  checkExtent(check, { ...held, ...(scope !== undefined && { scope }), ...(institutionKind !== undefined && { institutionKind }) });
  await checkWikidata(tx, check, wikidataId, id);
  if (!check.isSound) return refused(check);
  const amendment: Amendment = {
    ...{ scope, institutionKind, foundedOn, wikidataId, website, names: names ?? undefined },
    acronym: input.acronym?.trim() ?? input.acronym,
    seatId: input.seatId === undefined ? undefined : check.id(input.seatId),
    themeIds: input.themeIds === undefined ? undefined : check.idsOf(input.themeIds),
  };
  await amendActor(tx, id, amendment, await citedSources(tx, input.citations));
  return done(id);
}

/** Taken for this transaction. The lock has a statement of its own: one that waits sees what was there when it began. */
async function heldOrganization(tx: Database, id: string): Promise<Held> {
  await tx.rows(sql`SELECT FROM actor WHERE id = ${id} FOR NO KEY UPDATE`);
  const [held] = await tx.rows<Held>(sql`
    SELECT o.kind, o.scope, o.institution_kind AS "institutionKind", a.updated_at AS "updatedAt"
    FROM organization AS o JOIN actor AS a USING (id) WHERE o.id = ${id}`);
  return held!;
}

function refuseStale(check: InputCheck, updatedAt: Date, expected: Date | null | undefined): void {
  if (expected && expected.getTime() !== updatedAt.getTime())
    check.refuse('VERSION_CONFLICT', ['input', 'expectedUpdatedAt'], `It was changed at ${updatedAt.toISOString()}: look at it again.`);
}
