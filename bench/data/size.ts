/** How much is invented. */
export interface Size {
  readonly memberships: number;
  readonly organizations: number;
  readonly collaborations: number;
}

/** Generated in about a minute, the gazetteer included. */
export const DEFAULT_SIZE: Size = { memberships: 500_000, organizations: 600, collaborations: 25_000 };

/** What is invented changes with this number; a database made by another one is not used again. */
const GENERATION = 1;

/** The database of a size: made once, used again by every run that asks for the same. */
export function databaseOf({ memberships, organizations, collaborations }: Size): string {
  return `bench_${GENERATION}_${memberships}_${organizations}_${collaborations}`;
}
