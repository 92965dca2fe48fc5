import { RosterEffectRecord } from './roster-effect.entity';
import { RosterImportRecord } from './roster-import.entity';
import { RosterRowRecord } from './roster-row.entity';

export { bearsKey } from './access';
export { serveImports } from './routes';

/** Every table of rosters. */
export const rosterEntities = [RosterEffectRecord, RosterImportRecord, RosterRowRecord];
