import { ObjectType } from 'type-graphql';
import type { Way } from './paths';
import type { Graph } from './snapshot/graph';

@ObjectType({ description: 'A way from one actor to another along recorded links.' })
export class Path {
  readonly graph!: Graph;
  readonly way!: Way;
  /** The day its links hold on. */
  readonly on!: string;
}
