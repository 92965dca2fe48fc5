import { Catalog1764000000000 } from './1764000000000-catalog';
import { Facts1764000001000 } from './1764000001000-facts';
import { Changes1764000002000 } from './1764000002000-changes';
import { World1764000003000 } from './1764000003000-world';
import { Roster1764000004000 } from './1764000004000-roster';
import { Access1764000005000 } from './1764000005000-access';
import { Notices1764000007000 } from './1764000007000-notices';
import { Erasure1764000008000 } from './1764000008000-erasure';
import { Federation1764000009000 } from './1764000009000-federation';
import { Proposals1764000010000 } from './1764000010000-proposals';
import { Merges1764000012000 } from './1764000012000-merges';

/** All migrations, oldest first. */
export const migrations = [
  Catalog1764000000000,
  Facts1764000001000,
  Changes1764000002000,
  World1764000003000,
  Roster1764000004000,
  Access1764000005000,
  Notices1764000007000,
  Erasure1764000008000,
  Federation1764000009000,
  Proposals1764000010000,
  Merges1764000012000,
];
