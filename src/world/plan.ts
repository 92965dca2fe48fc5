/** A row of a table, by the names of its columns. */
export type TableRow = Readonly<Record<string, unknown>>;

/** Where one version was read. */
export interface Cite {
  readonly sourceId: string;
  readonly asOf?: string | null;
  readonly quote?: string | null;
  readonly quoteLanguage?: string | null;
}

export type FactTable =
  | 'actor_name'
  | 'mandate'
  | 'reported_figure'
  | 'membership_tier'
  | 'tier_benefit'
  | 'membership'
  | 'membership_transition'
  | 'collaboration'
  | 'related_collaboration'
  | 'participation'
  | 'commitment'
  | 'follow_up'
  | 'resource'
  | 'access_rule';

/** One version of a fact, as the data files have it. A fact may have several: the spans of a membership. */
export interface Version {
  readonly table: FactTable;
  /** The word for it in `fact.kind`. */
  readonly kind: string;
  readonly factId: string;
  readonly content: TableRow;
  readonly citations: readonly Cite[];
}

/** Something of the data that the world does not hold as given, and why. */
export interface LeftOut {
  readonly reason: string;
  readonly count: number;
  /** The first five. */
  readonly examples: readonly string[];
}

/** Records to be there, by table; each with its id, but `region_country` and `external_id`, which have none. */
export interface Records {
  readonly source: readonly TableRow[];
  readonly theme: readonly TableRow[];
  readonly country: readonly ActorRow[];
  readonly region: readonly TableRow[];
  readonly region_country: readonly TableRow[];
  readonly city: readonly ActorRow[];
  readonly organization: readonly ActorRow[];
  readonly person: readonly TableRow[];
  readonly external_id: readonly TableRow[];
}

/** An actor with the row of its own table (`city`, `country`, `organization`). */
export interface ActorRow {
  readonly id: string;
  readonly actor: TableRow;
  readonly own: TableRow;
}
