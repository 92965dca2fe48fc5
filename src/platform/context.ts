import type { Loaders } from './loaders';

/** What every resolver of one request shares. */
export interface Context {
  readonly loaders: Loaders;
  /** Languages of `Accept-Language`, best first; empty when it is absent or `*`. */
  readonly accepted: readonly string[];
}
