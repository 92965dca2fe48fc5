import { ArgsType, Field, Int } from 'type-graphql';
import { HubError } from '../errors';

/** Entries of a page when none is asked for, and at most. */
export const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 100;

@ArgsType()
export class ForwardArgs {
  @Field(() => Int, { nullable: true, description: 'How many entries, from the front: 0 to 100; 20 when absent.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only entries behind this cursor.' })
  after?: string | null;
}

@ArgsType()
export class PageArgs extends ForwardArgs {
  @Field(() => Int, { nullable: true, description: 'How many entries, from the end: 0 to 100. Not together with `first`.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only entries ahead of this cursor.' })
  before?: string | null;
}

/** Which entries of an ordered list a page has. */
export interface Window {
  readonly size: number;
  /** Counted from the end of the list. */
  readonly fromEnd: boolean;
  readonly after: string | null;
  readonly before: string | null;
}

/** @throws HubError BAD_USER_INPUT when the arguments contradict each other or ask for too much. */
export function windowOf(args: PageArgs, defaultSize = DEFAULT_PAGE): Window {
  const { first = null, after = null, last = null, before = null } = args;
  if (first !== null && last !== null) throw new HubError('BAD_USER_INPUT', 'Give "first" or "last", not both.');
  for (const [name, size] of [['first', first] as const, ['last', last] as const]) {
    if (size !== null && (size < 0 || size > LARGEST_PAGE)) {
      throw new HubError('BAD_USER_INPUT', `"${name}" takes 0 to ${LARGEST_PAGE}, not ${size}.`, { argument: name });
    }
  }
  return { size: first ?? last ?? defaultSize, fromEnd: last !== null, after, before };
}
