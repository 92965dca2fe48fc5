import { Extensions } from 'type-graphql';
import type { Database } from '../platform/database';
import type { Caller } from './caller';
import type { HubRole, Scope } from './roles';

/** Who may call a mutation, on what. */
export interface WriteRule<Args = never> {
  /** What the key must be allowed to do. */
  readonly scope: Scope;
  /** The least role for what is about the caller's own organisation. */
  readonly own: HubRole;
  /** The least role for what is about others, or about no organisation. */
  readonly any: HubRole;
  /** Ids of the organisations that have a say in what these arguments name; none when they name nothing. */
  about(args: Args, db: Database, caller: Caller): Promise<readonly string[]>;
  /** It takes care of its transaction by itself, and in it of the audit record and of `once`. */
  readonly isItsOwnTransaction?: true;
}

/** Says who may call a mutation. One without a rule is refused when the schema is built. */
export function Allowed<Args>(rule: WriteRule<Args>): MethodDecorator {
  return Extensions({ access: rule }) as MethodDecorator;
}
