import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { HubDatabase } from '../platform/database';
import { HubError } from '../platform/errors';
import { type Act, auditRefused } from './audit';
import type { Caller } from './caller';
import { isAtLeast } from './roles';
import type { WriteRule } from './rule';
import type { WriteContext } from './write-context';
import { keptAnswer, type Once, onceOf } from './writes/idempotency';
import { type Payload, write } from './writes/write';

type Resolve = GraphQLFieldResolver<unknown, WriteContext>;
type Args = Readonly<Record<string, unknown>>;

/**
 * Puts the rule of each mutation before it, so that none can run past its rule.
 *
 * @throws Error for a mutation without one.
 */
export function guardMutations(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const guarded = guardOf(field as GraphQLField<unknown, WriteContext>);
    field.resolve = guarded as GraphQLFieldResolver<unknown, unknown>;
  }
}

function guardOf({ name, extensions, resolve }: GraphQLField<unknown, WriteContext>): Resolve {
  const rule = extensions.access as WriteRule<Args> | undefined;
  if (!rule || !resolve) throw new Error(`The mutation "${name}" does not say who may call it: give it a rule with @Allowed.`);
  return async (root, args: Args, context, info) => {
    const act = await allowed(rule, { name, args, context });
    const { caller } = act;
    const run = (more: object) => resolve(root, args, { ...context, caller, ...more }, info) as Promise<Payload>;
    try {
      const once = onceOf(caller, context.idempotencyKey, info);
      if (rule.isItsOwnTransaction) return await byItself(context.hub, once, () => run({ once }));
      return await write(context.hub, { act, once, work: (tx) => run({ tx }) });
    } finally {
      context.renew();
    }
  };
}

/** A write that takes care of its transaction, and in it of `once`: the answer it had, should it have been sent before. */
async function byItself(hub: HubDatabase, once: Once | null, run: () => Promise<Payload>): Promise<Payload> {
  if (!once) return run();
  const before = await keptAnswer(hub, once);
  if (before) return before as Payload;
  const answer = await run();
  // The same may have been sent twice at once, and the other may have been first.
  return answer.userErrors.length === 0 ? answer : (((await keptAnswer(hub, once)) as Payload | undefined) ?? answer);
}

interface Call {
  readonly name: string;
  readonly args: Args;
  readonly context: WriteContext;
}

/** What is about to be done. @throws HubError UNAUTHENTICATED without a key, FORBIDDEN when the rule does not allow it, which is recorded. */
async function allowed(rule: WriteRule<Args>, { name, args, context: { caller, hub } }: Call): Promise<Act> {
  if (!caller) throw new HubError('UNAUTHENTICATED', 'Writing takes a key: send it as "Authorization: Bearer <key>".');
  const early = refusalOf(rule, caller);
  const concerns = early === null ? await rule.about(args as never, hub, caller) : [];
  const act = { caller, action: name, concerns };
  const refusal = early ?? foreignRefusal(rule, caller, concerns);
  if (refusal === null) return act;
  await auditRefused(hub, act, 'FORBIDDEN');
  throw new HubError('FORBIDDEN', refusal);
}

function refusalOf(rule: WriteRule<Args>, caller: Caller): string | null {
  const least = isAtLeast(rule.any, rule.own) ? rule.own : rule.any;
  if (!isAtLeast(caller.role, least)) return `This takes the role ${least}; the key has ${caller.role}.`;
  return caller.scopes.includes(rule.scope) ? null : `This takes the scope "${rule.scope}", which the key does not have.`;
}

function foreignRefusal(rule: WriteRule<Args>, caller: Caller, concerns: readonly string[]): string | null {
  if (isAtLeast(caller.role, rule.any)) return null;
  if (caller.organizationId !== null && concerns.includes(caller.organizationId)) return null;
  return `The key speaks for its own organisation only; for others this takes the role ${rule.any}.`;
}
