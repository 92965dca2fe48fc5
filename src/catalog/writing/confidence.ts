import type { Corroboration } from '../../platform/fact';
import type { SourceKind } from '../vocabulary/common';

/** As for the default data: what a page or a party says itself, what the press alone says, and what one side denies. */
const SAID = 0.9;
const PRESS = 0.4;
const DISPUTED = 0.4;

/** How sure a fact is, 0 to 1, by the kinds of its sources and by who has confirmed it. */
export function confidenceOf(kinds: readonly SourceKind[], corroboration: Corroboration): number {
  if (corroboration === 'DISPUTED') return DISPUTED;
  return corroboration === 'UNCONFIRMED' && kinds.every((kind) => kind === 'NEWS_ARTICLE') ? PRESS : SAID;
}
