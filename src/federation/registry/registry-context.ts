import type { WriteContext } from '../../access/write-context';
import type { Notice } from '../../changes/notices';
import type { Tail } from '../../changes/tail';
import type { Health } from '../gateway/health';
import type { Registry } from './examine';

/** What the registry's resolvers need besides what all share. */
export interface RegistryContext extends WriteContext {
  readonly registry: Registry;
  readonly gateway: {
    health(name: string): Health;
    /** Serves what was published, before it is answered. */
    look(): Promise<void>;
  };
  readonly notices: Tail<Notice>;
}
