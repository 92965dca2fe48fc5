import { fold } from '../platform/fold';
import { scriptOf } from '../platform/script';
import { idOf } from './ids';
import type { Cite, Version } from './plan';

export interface GivenName {
  readonly actorId: string;
  readonly language: string;
  readonly kind: string;
  readonly value: string;
  readonly citation: Cite;
}

/** Names as facts. A name is known by its actor, language, kind and place among those, so a corrected spelling is a new version of it. */
export function nameVersions(names: readonly GivenName[]): Version[] {
  const times = new Counter();
  return names.map(({ actorId, language, kind, value, citation }) => ({
    table: 'actor_name',
    kind: 'Name',
    factId: idOf('fact', 'name', actorId, language, kind, times.next(actorId, language, kind)),
    content: { actor_id: actorId, value, folded: fold(value), language, script: scriptOf(value), kind, confidence: 0.9 },
    citations: [citation],
  }));
}

/** Numbers things that have the same key: 0, 1, 2, ... */
export class Counter {
  private readonly last = new Map<string, number>();

  next(...key: readonly string[]): number {
    const joined = key.join('|');
    const number = (this.last.get(joined) ?? -1) + 1;
    this.last.set(joined, number);
    return number;
  }
}
