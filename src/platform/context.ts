import { createParameterDecorator } from 'type-graphql';
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

/** The loaders, for a resolver whose field shows what they load: they read no more than what is selected of it. */
export function Shown(): ReturnType<typeof createParameterDecorator> {
  return createParameterDecorator<Context>(({ context, info }) => context.loaders.shown(info));
}
