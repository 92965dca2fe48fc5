/** A question the hub is made to answer, with the query that answers it: the explorer and Sandbox open with the first. */
export interface GoldenQuestion {
  readonly title: string;
  readonly document: string;
}
