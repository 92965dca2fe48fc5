import type { Database } from '../../platform/database';
import { globalId } from '../../platform/global-id';
import { sql } from '../../platform/sql';
import type { ActorKind } from '../vocabulary/common';
import type { InputCheck } from '../writing/input-check';
import type { OrganizationDetails } from './organization-inputs';

const LONGEST_ACRONYM = 40;

/** Looks at what is said of an organisation; what it refers to is found by `lookUp` afterwards. */
export function checkDetails(check: InputCheck, input: OrganizationDetails): void {
  check.text(input.acronym, ['input', 'acronym'], LONGEST_ACRONYM);
  check.text(input.website, ['input', 'website'], 2_000);
  check.refer(input.seatId, ['City'], ['input', 'seatId']);
  check.referAll(input.themeIds, ['Theme'], ['input', 'themeIds']);
  if (input.wikidataId && !/^Q[1-9]\d{0,11}$/.test(input.wikidataId))
    check.refuse('INVALID', ['input', 'wikidataId'], 'A Wikidata item is a Q and a number.');
}

export interface Extent {
  readonly kind: ActorKind;
  readonly scope: string | null | undefined;
  readonly institutionKind: string | null | undefined;
}

/** Institutions have a kind and only they; all others say how far they reach. */
export function checkExtent(check: InputCheck, { kind, scope, institutionKind }: Extent): void {
  const isInstitution = kind === 'INSTITUTION';
  if (!isInstitution && !scope) check.refuse('BLANK', ['input', 'scope'], 'Say how far it reaches.');
  if (isInstitution && !institutionKind) check.refuse('BLANK', ['input', 'institutionKind'], 'Say what kind of institution it is.');
  if (!isInstitution && institutionKind) check.refuse('INVALID', ['input', 'institutionKind'], 'Only institutions have a kind.');
}

/** Refuses a Wikidata item that another organisation has. */
export async function checkWikidata(tx: Database, check: InputCheck, given: string | null | undefined, own: string | null): Promise<void> {
  if (!given) return;
  const [other] = await tx.rows<{ id: string; type: string }>(sql`
    SELECT id, initcap(kind) AS type FROM organization WHERE wikidata_id = ${given} AND id IS DISTINCT FROM ${own}`);
  if (other) check.refuse('TAKEN', ['input', 'wikidataId'], `It is the item of ${globalId(other.type, other.id)}.`);
}
