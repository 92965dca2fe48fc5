import type { BenefitKind, OnwardSharing, TierCategory } from '../../catalog/vocabulary/membership';
import type { ActorIndex } from './actors';

/** Something a tier gives. */
export interface Benefit {
  readonly kind: BenefitKind;
  readonly onwardSharing: OnwardSharing;
}

/** A tier of an organisation. */
export interface Tier {
  readonly id: string;
  readonly organization: ActorIndex;
  readonly category: TierCategory;
  /** False: it was taken back, and older memberships name it. */
  readonly isBelieved: boolean;
  readonly benefits: readonly Benefit[];
}

/** Holders of a tier of these categories are no members in full: what is for members is not for them. */
const BESIDES_MEMBERS: ReadonlySet<TierCategory> = new Set<TierCategory>(['PARTNER_PLATFORM', 'OBSERVER', 'CANDIDATE']);

/** Tiers by the numbers they have in the column of spans. */
export class Tiers {
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(readonly all: readonly Tier[] = []) {
    this.numbers = new Map(all.map(({ id }, number) => [id, number]));
  }

  /** With what has changed of them; each keeps its number. */
  with(tiers: readonly Tier[]): Tiers {
    const all = [...this.all];
    for (const tier of tiers) all[this.numbers.get(tier.id) ?? all.length] = tier;
    return new Tiers(all);
  }

  /** -1 when there is none with that id. */
  numberOf(id: string): number {
    return this.numbers.get(id) ?? -1;
  }

  categoryOf(number: number): TierCategory | null {
    return this.all[number]?.category ?? null;
  }

  /** Whether the holder of a tier (-1: of none) is one of the audience MEMBERS. */
  isMember(number: number): boolean {
    const category = this.categoryOf(number);
    return category === null || !BESIDES_MEMBERS.has(category);
  }
}
