import type { NodeLoad } from '../catalog';
import { knownCaller, shownTo } from './access';
import { CityAppearancesResolver, RosterAppearanceResolver } from './appearances.resolver';
import { RosterImport, RosterImportResolver, RosterRowResolver } from './roster.resolver';
import type { RosterContext } from './roster-context';
import { RosterEffectRecord } from './roster-effect.entity';
import { RosterImportRecord } from './roster-import.entity';
import { rosterMutations } from './roster-mutations.resolver';
import { RosterRowRecord } from './roster-row.entity';
import { type ImportRow, importById, type RowRow, rowById } from './store';

export { type ImportOptions, importCommand } from './command';
export { type KeptDecision, type PlacedRoster, placeRoster, recordApplied } from './place-roster';
export { serveImports } from './routes';
export { transactionOf } from './transaction';

/** Every table of rosters. */
export const rosterEntities = [RosterEffectRecord, RosterImportRecord, RosterRowRecord];

/** What can be asked for by its global id; for those who may see imports. */
export const rosterNodes: ReadonlyMap<string, NodeLoad> = new Map<string, NodeLoad>([
  ['RosterImport', (context, id) => importShown(context as RosterContext, id)],
  ['RosterRow', (context, id) => rowShown(context as RosterContext, id)],
]);

async function importShown({ caller, loaders }: RosterContext, id: string): Promise<ImportRow | null> {
  knownCaller(caller);
  return shownTo(caller, await loaders.one(importById, id));
}

async function rowShown(context: RosterContext, id: string): Promise<RowRow | null> {
  knownCaller(context.caller);
  const row = await context.loaders.one(rowById, id);
  if (row) await importShown(context, row.importId);
  return row;
}

/** Uploads of rosters, and how rosters name cities. */
export const rosterResolvers = [
  CityAppearancesResolver,
  RosterAppearanceResolver,
  RosterImportResolver,
  rosterMutations(() => RosterImport),
  RosterRowResolver,
];
