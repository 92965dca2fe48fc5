import type { NodeLoad } from '../catalog';
import type { Loaders } from '../platform/loaders';
import { requireAdmin } from './access';
import { CityAppearancesResolver, RosterAppearanceResolver } from './appearances.resolver';
import { RosterImport, RosterImportResolver, RosterRowResolver } from './roster.resolver';
import type { RosterContext } from './roster-context';
import { RosterEffectRecord } from './roster-effect.entity';
import { RosterImportRecord } from './roster-import.entity';
import { rosterMutations } from './roster-mutations.resolver';
import { RosterRowRecord } from './roster-row.entity';
import { importById, rowById } from './store';

export { type ImportOptions, importCommand } from './command';
export { type KeptDecision, type PlacedRoster, placeRoster, recordApplied } from './place-roster';
export { serveImports } from './routes';
export { transactionOf } from './transaction';

/** Every table of rosters. */
export const rosterEntities = [RosterEffectRecord, RosterImportRecord, RosterRowRecord];

/** What can be asked for by its global id; for those who may see imports. */
export const rosterNodes: ReadonlyMap<string, NodeLoad> = new Map([
  ['RosterImport', forAdmins((loaders, id) => loaders.one(importById, id))],
  ['RosterRow', forAdmins((loaders, id) => loaders.one(rowById, id))],
]);

function forAdmins(load: (loaders: Loaders, id: string) => ReturnType<NodeLoad>): NodeLoad {
  return (context, id) => {
    requireAdmin((context as RosterContext).isAdmin);
    return load(context.loaders, id);
  };
}

/** Uploads of rosters, and how rosters name cities. */
export const rosterResolvers = [
  CityAppearancesResolver,
  RosterAppearanceResolver,
  RosterImportResolver,
  rosterMutations(() => RosterImport),
  RosterRowResolver,
];
