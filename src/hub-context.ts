import type { IncomingHttpHeaders } from 'node:http';
import { type Budget, Budgets } from './access/budgets';
import { callerOf, type KeyRing } from './access/caller';
import type { Config } from './config';
import type { About } from './platform/context';
import type { HubDatabase } from './platform/database';
import { acceptedLanguages } from './platform/language';
import { Loaders } from './platform/loaders';
import type { LiveRelations } from './relations';

/** What all requests share. Besides these, whatever the resolvers of a feature look for in their context. */
interface Shared {
  readonly config: Config;
  readonly db: HubDatabase;
  readonly relations: LiveRelations;
  readonly keyRing: KeyRing;
  readonly about: About;
}

interface Asking {
  readonly headers: IncomingHttpHeaders;
  readonly ip: string;
}

/** So many times as much may be asked for with a key as without. */
const WITH_A_KEY = 5;

/** Makes what the resolvers of one request share. It throws when the request carries a key that is none. */
export function contextMaker<More extends object>({ config, keyRing, relations, about, ...more }: Shared & More) {
  const budgets = new Budgets();
  const { db } = more;
  return async ({ headers, ip }: Asking) => {
    const extensions: Record<string, unknown> = {};
    const read = () => ({ loaders: new Loaders(db), relations: relations.forRequest(extensions) });
    const caller = await callerOf(keyRing, { authorization: headers.authorization, address: ip });
    const limit = config.objectsPerMinute * (caller ? WITH_A_KEY : 1);
    // Apollo gives the resolvers a copy of this: what changes it must change the one it is called on.
    return {
      ...more,
      ...read(),
      ...{ about, extensions, caller, hub: db },
      accepted: acceptedLanguages(headers['accept-language']),
      idempotencyKey: headers['idempotency-key'],
      client: clientOf(headers),
      budget: undefined as Budget | undefined,
      renew(): void {
        Object.assign(this, read());
      },
      spend(objects: number): void {
        const budget = budgets.spend(caller?.keyId ?? caller?.name ?? `address ${ip}`, objects, limit);
        this.budget = budget;
        extensions.cost = { requested: budget.cost, limit: budget.limit, remaining: budget.remaining };
      },
    };
  };
}

const LONGEST_NAME = 80;

/** The program that asks, and its version, by its own word. */
function clientOf(headers: IncomingHttpHeaders): string {
  const [name, version] = ['apollographql-client-name', 'apollographql-client-version'].map((header) =>
    String(headers[header] ?? '').trim(),
  );
  return `${name || 'unknown'} ${version}`.trim().slice(0, LONGEST_NAME);
}
