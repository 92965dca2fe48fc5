import { CityAppearancesResolver, RosterAppearanceResolver } from './appearances.resolver';
import { RosterImport, RosterImportResolver, RosterRowResolver } from './roster.resolver';
import { RosterEffectRecord } from './roster-effect.entity';
import { RosterImportRecord } from './roster-import.entity';
import { rosterMutations } from './roster-mutations.resolver';
import { RosterRowRecord } from './roster-row.entity';

export { bearsKey } from './access';
export { type ImportOptions, importCommand } from './command';
export { serveImports } from './routes';

/** Every table of rosters. */
export const rosterEntities = [RosterEffectRecord, RosterImportRecord, RosterRowRecord];

/** Uploads of rosters, and how rosters name cities. */
export const rosterResolvers = [
  CityAppearancesResolver,
  RosterAppearanceResolver,
  RosterImportResolver,
  rosterMutations(() => RosterImport),
  RosterRowResolver,
];
