import type { Loaders } from './loaders';

/** What the hub can say about itself. */
export interface About {
  readonly version: string;
  readonly schemaHash: string;
  readonly storage: string;
}

/** What every resolver of one request shares. */
export interface Context {
  readonly loaders: Loaders;
  /** Languages of `Accept-Language`, best first; empty when it is absent or `*`. */
  readonly accepted: readonly string[];
  readonly about: About;
  /** What the answer tells of itself in `extensions`; resolvers add to it. */
  readonly extensions: Record<string, unknown>;
}
