import type { TierCategory } from '../catalog/vocabulary/membership';
import type { Step, Way } from './paths';
import type { LinkWord } from './sentences';
import { at } from './snapshot/columns';
import type { Graph } from './snapshot/graph';
import type { TieKind } from './snapshot/ties';

/** How sure a way is: as sure as its weakest link, 0 to 1; 1 when it has none. To six places, as confidences are kept. */
export function confidenceOf({ memberships, ties }: Graph, way: Way): number {
  const ofStep = ({ span, own, others }: Step) =>
    span >= 0 ? memberships.columns.confidence[span]! : Math.min(ties.columns.confidence[own]!, ties.columns.confidence[others]!);
  return Number(Math.min(1, ...way.map(ofStep)).toFixed(6));
}

/** Whether the actor a step starts from is the member. */
export function isMembers({ memberships }: Graph, { span, from }: Step): boolean {
  return memberships.columns.member[span] === from;
}

/** What is said of a step. */
export function wordOf(graph: Graph, step: Step): LinkWord {
  if (step.span < 0) return tieWord(graph, step);
  const category = graph.tiers.categoryOf(at(graph.memberships.columns.tier, step.span));
  const [held, had] = MEMBERSHIP_WORDS[category ?? 'FULL_MEMBER'] ?? ORDINARY;
  return isMembers(graph, step) ? held : had;
}

const ORDINARY: readonly [LinkWord, LinkWord] = ['memberOf', 'hasMember'];

const MEMBERSHIP_WORDS: Partial<Record<TierCategory, readonly [LinkWord, LinkWord]>> = {
  PARTNER_PLATFORM: ['partnerOf', 'hasPartner'],
  OBSERVER: ['observerIn', 'hasObserver'],
  CANDIDATE: ['candidateFor', 'hasCandidate'],
};

const TIE_WORDS: Readonly<Record<Exclude<TieKind, 'MANDATE'>, LinkWord>> = {
  TWINNING: 'twinnedWith',
  JOINT_PROJECT: 'projectWith',
  EVENT: 'eventWith',
  AGREEMENT: 'agreementWith',
};

function tieWord({ ties }: Graph, { own, others }: Step): LinkWord {
  const kind = ties.kindOf(at(ties.columns.tie, own));
  if (kind !== 'MANDATE') return TIE_WORDS[kind];
  // Two offices of one person, or one office that an actor itself holds at another.
  if (ties.columns.fact[own] !== ties.columns.fact[others]) return 'officeShared';
  return ties.columns.isHolder[own] === 1 ? 'officeAt' : 'officeOf';
}
