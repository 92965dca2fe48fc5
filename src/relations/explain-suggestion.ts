import type { Context } from '../platform/context';
import type { Peer } from './city-peers';
import { nameOf } from './explain-way';
import type { Candidate } from './invitation-candidates';
import type { NetworkSuggestion } from './network-suggestions';
import { filled, isolated, tongueOf } from './sentences';
import type { ActorIndex } from './snapshot/actors';
import type { Graph } from './snapshot/graph';
import { SUGGESTION_PHRASES, type SuggestionPhrases } from './suggestion-sentences';

/** Names that are told; there may be more. */
const MOST_NAMED = 3;

/** What reasons are told with. */
export interface Telling {
  readonly graph: Graph;
  readonly language: string | null;
  readonly context: Context;
}

/** A reason, and whom it names. */
interface Reason {
  readonly word: Exclude<keyof SuggestionPhrases, 'comma' | 'more'>;
  readonly names?: readonly ActorIndex[];
  readonly number?: number;
}

export function reasonsOfPeer(telling: Telling, { sharedNetworks, isTwinned, isOfSize, isOfCountry }: Peer): Promise<string[]> {
  return told(telling, [
    ...(sharedNetworks.length > 0 ? [{ word: 'sharedNetworks' as const, names: sharedNetworks }] : []),
    ...(isTwinned ? [{ word: 'twinned' as const }] : []),
    ...(isOfSize ? [{ word: 'size' as const }] : []),
    ...(isOfCountry ? [{ word: 'country' as const }] : []),
  ]);
}

export function reasonsOfSuggestion(telling: Telling, { similar, compatriots }: NetworkSuggestion): Promise<string[]> {
  return told(telling, [
    { word: 'similarMembers', names: similar, number: similar.length },
    ...(compatriots > 0 ? [{ word: 'compatriots' as const, number: compatriots }] : []),
  ]);
}

export function reasonsOfCandidate(telling: Telling, { networks, hasMet, twins, isFormer }: Candidate): Promise<string[]> {
  return told(telling, [
    ...(networks.length > 0 ? [{ word: 'closeNetworks' as const, names: networks }] : []),
    ...(hasMet ? [{ word: 'hasMet' as const }] : []),
    ...(twins.length > 0 ? [{ word: 'twins' as const, names: twins }] : []),
    ...(isFormer ? [{ word: 'former' as const }] : []),
  ]);
}

function told({ graph, language, context }: Telling, reasons: readonly Reason[]): Promise<string[]> {
  const phrases = SUGGESTION_PHRASES[tongueOf(language, context.accepted)];
  return Promise.all(
    reasons.map(async ({ word, names = [], number }) => {
      const known = await Promise.all(names.slice(0, MOST_NAMED).map((actor) => nameOf(graph, actor, language, context)));
      const list = known.map(isolated).join(phrases.comma) + (names.length > MOST_NAMED ? phrases.more : '');
      return filled(phrases[word], {}, { names: list, n: String(number ?? 0) });
    }),
  );
}
