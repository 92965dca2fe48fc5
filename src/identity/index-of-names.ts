import { NameSegment, type Posting } from './name-segment';
import type { Known, NamedRow, NameFound } from './rows';

/** A thing found by a name. */
export interface Hit {
  readonly thing: Known;
  readonly name: NameFound;
}

export type Identifier = 'geonamesId' | 'wikidataId' | 'unlocode';

/** Numbers and texts that name one thing each. A number needs no text, and there are many. */
interface Identifiers {
  readonly geonamesId: ReadonlyMap<number, Known>;
  readonly wikidataId: ReadonlyMap<string, Known>;
  readonly unlocode: ReadonlyMap<string, Known>;
}

interface Layer {
  readonly segment: NameSegment;
  readonly identifiers: Identifiers;
  /** Things of this layer that a later layer holds anew. */
  readonly hidden: ReadonlySet<string>;
}

/**
 * Everything that can be found by name: one large segment, and a small one for what came later.
 *
 * Immutable: adding answers a new index that shares the large segment.
 */
export class NameIndex {
  private constructor(
    private readonly layers: readonly Layer[],
    private readonly later: readonly NamedRow[],
  ) {}

  static of(rows: readonly NamedRow[]): NameIndex {
    return new NameIndex([layerOf(NameSegment.of(rows))], []);
  }

  /** As `of`, from some rows at a time; see `NameSegment.from`. */
  static async from(parts: AsyncIterable<readonly NamedRow[]>): Promise<NameIndex> {
    return new NameIndex([layerOf(await NameSegment.from(parts))], []);
  }

  /** The index with rows that are new or have changed. Costs as much as all rows added since the large segment was built. */
  with(rows: readonly NamedRow[]): NameIndex {
    const added = new Map([...this.later, ...rows].map((row) => [row.id, row]));
    const later = [...added.values()];
    return new NameIndex([{ ...this.layers[0]!, hidden: new Set(added.keys()) }, layerOf(NameSegment.of(later))], later);
  }

  get size(): { readonly things: number; readonly names: number; readonly bytes: number } {
    const sum = (figure: (segment: NameSegment) => number) => this.layers.reduce((total, { segment }) => total + figure(segment), 0);
    return { things: sum((each) => each.thingCount), names: sum((each) => each.nameCount), bytes: sum((each) => each.bytes) };
  }

  identified(by: Identifier, value: string | number): Known | undefined {
    for (const { identifiers, hidden } of this.layers) {
      const known = by === 'geonamesId' ? identifiers.geonamesId.get(Number(value)) : identifiers[by].get(String(value));
      if (known && !hidden.has(known.id)) return known;
    }
    return undefined;
  }

  exact(folded: string, country: string | null): Hit[] {
    return this.gather((segment) => segment.exact(folded, country));
  }

  similar(folded: string, country: string | null, want: { readonly floor: number; readonly limit: number }): Hit[] {
    return this.gather((segment) => segment.similar(folded, country, want));
  }

  sounding(skeleton: string, country: string): Hit[] {
    return this.gather((segment) => segment.sounding(skeleton, country));
  }

  private gather(search: (segment: NameSegment) => readonly Posting[]): Hit[] {
    return this.layers.flatMap(({ segment, hidden }) =>
      search(segment).flatMap(({ thing, name }) => {
        const known = segment.thing(thing);
        return hidden.has(known.id) ? [] : [{ thing: known, name: segment.name(name) }];
      }),
    );
  }
}

function layerOf(segment: NameSegment): Layer {
  return { segment, identifiers: identifiersOf(segment), hidden: new Set() };
}

function identifiersOf(segment: NameSegment): Identifiers {
  const found = { geonamesId: new Map<number, Known>(), wikidataId: new Map<string, Known>(), unlocode: new Map<string, Known>() };
  for (const thing of segment.allThings()) {
    for (const { geonamesId, wikidataId, unlocode } of thing.replaced ? [thing, ...thing.replaced] : [thing]) {
      if (geonamesId !== null) found.geonamesId.set(geonamesId, thing);
      if (wikidataId !== null) found.wikidataId.set(wikidataId, thing);
      if (unlocode !== null) found.unlocode.set(unlocode, thing);
    }
  }
  return found;
}
