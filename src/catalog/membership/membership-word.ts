import type { Caller } from '../../access/caller';
import type { Corroboration } from '../../platform/fact';
import type { TableRow } from '../../platform/insert-rows';
import type { MembershipStatus } from '../vocabulary/membership';
import type { CitationInput } from '../writing/citation-input';
import { confidenceOf } from '../writing/confidence';
import { corroborationOf } from './corroboration';
import type { MembershipParties } from './membership-parties';
import { ownSide, type Side } from './membership-steps';

/** Columns of a span that tell who says that it holds. */
export interface Word {
  readonly corroboration: Corroboration;
  readonly confidence: number;
  readonly member_holds: boolean | null;
  readonly organization_holds: boolean | null;
}

/** What each side has said so far. */
type Said = Readonly<Record<Side, boolean | null>>;

export function saidOf({ member_holds: member, organization_holds: organization, corroboration }: TableRow): Said {
  const byPages = corroboration as Corroboration;
  return {
    MEMBER: (member as boolean | null) ?? (byPages === 'MEMBER' || byPages === 'BOTH' ? true : null),
    ORGANIZATION: (organization as boolean | null) ?? (byPages === 'ORGANIZATION' || byPages === 'BOTH' ? true : null),
  };
}

export function corroborationBy({ MEMBER, ORGANIZATION }: Said): Corroboration {
  if (MEMBER === false || ORGANIZATION === false) return 'DISPUTED';
  if (MEMBER && ORGANIZATION) return 'BOTH';
  if (MEMBER) return 'MEMBER';
  return ORGANIZATION ? 'ORGANIZATION' : 'UNCONFIRMED';
}

/** A step that answers what the other side has said: a yes to an invitation or an application. */
const ANSWERS: Readonly<Partial<Record<MembershipStatus, Side>>> = { INVITED: 'ORGANIZATION', APPLIED: 'MEMBER' };

interface Spoken {
  readonly parties: MembershipParties;
  readonly citations: readonly CitationInput[];
  readonly to: MembershipStatus;
  /** The span before; absent: there is none. */
  readonly before?: TableRow | undefined;
}

/** Who says that a new span holds: the party whose key it is; when a curator records it, those on whose sites it was read. */
export function wordOn(caller: Caller, { parties, citations, to, before }: Spoken): Word {
  const kinds = citations.map(({ kind }) => kind);
  const side = ownSide(caller, parties);
  if (side === null) {
    const urls = citations.flatMap(({ url }) => url ?? []);
    const corroboration = corroborationOf(urls, parties.organizationSite, parties.memberSite);
    return { corroboration, confidence: confidenceOf(kinds, corroboration), member_holds: null, organization_holds: null };
  }
  const other = before && to === 'ACTIVE' ? ANSWERS[before.status as MembershipStatus] : undefined;
  const said: Said = { MEMBER: null, ORGANIZATION: null, ...(other && before && { [other]: saidOf(before)[other] }), [side]: true };
  const corroboration = corroborationBy(said);
  return {
    ...{ corroboration, confidence: confidenceOf(kinds, corroboration) },
    ...{ member_holds: said.MEMBER, organization_holds: said.ORGANIZATION },
  };
}
