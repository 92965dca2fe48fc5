import { cityExternalIds, cityNames, ownCities, ownNames, type PlaceDetail, placeDetails } from './cities';
import { collaborationVersions, linkVersions } from './collaborations';
import { commitmentVersions, followUpVersions } from './commitments';
import { countryExternalIds, countryNames, countryRecords } from './countries';
import { Directory } from './directory';
import { LeftOuts } from './left-out';
import { membershipVersions } from './memberships';
import { nameVersions } from './names';
import { figureVersions, organizationExternalIds, organizationNames, organizationRecords } from './organizations';
import { participationVersions } from './participations';
import { mandateVersions, personRecords } from './people';
import type { Records, Version } from './plan';
import { regionCountryRecords, regionRecords, sourceRecords, themeRecords } from './reference';
import { refuseRepeats } from './repeats';
import { resourceVersions } from './resources';
import { type RosterPlan, rosterPlans } from './rosters';
import type { Tables } from './tables';
import { benefitVersions, tierVersions } from './tiers';

/** Everything the data files say, checked and with ids. Nothing has been written. */
export interface WorldPlan {
  readonly records: Records;
  readonly places: readonly PlaceDetail[];
  readonly versions: readonly Version[];
  readonly rosters: readonly RosterPlan[];
  readonly leftOut: LeftOuts;
}

export function planWorld(tables: Tables): WorldPlan {
  refuseRepeats(tables);
  const [directory, leftOut] = [new Directory(tables), new LeftOuts()];
  for (const row of tables.left_out) leftOut.add(row.text('reason'), `${row.text('table')}: ${row.text('row')}`);
  return {
    records: recordsOf(tables, directory),
    places: placeDetails(tables, directory, leftOut),
    versions: versionsOf(tables, directory, leftOut),
    rosters: rosterPlans(tables, directory),
    leftOut,
  };
}

function recordsOf(tables: Tables, directory: Directory): Records {
  return {
    source: sourceRecords(tables),
    theme: themeRecords(tables),
    country: countryRecords(tables),
    region: regionRecords(tables, directory),
    region_country: regionCountryRecords(tables, directory),
    city: ownCities(tables, directory),
    organization: organizationRecords(tables, directory),
    person: personRecords(tables),
    external_id: [...countryExternalIds(tables), ...cityExternalIds(tables), ...organizationExternalIds(tables, directory)],
  };
}

function versionsOf(tables: Tables, directory: Directory, leftOut: LeftOuts): Version[] {
  const names = [
    ...countryNames(tables, directory),
    ...cityNames(tables, directory),
    ...ownNames(ownCities(tables, directory)),
    ...organizationNames(tables, directory),
  ];
  return [
    ...nameVersions(names),
    ...mandateVersions(tables, directory),
    ...figureVersions(tables, directory),
    ...tierVersions(tables, directory),
    ...benefitVersions(tables, directory),
    ...collaborationVersions(tables, directory),
    ...membershipVersions(tables, directory, leftOut),
    ...linkVersions(tables, directory),
    ...participationVersions(tables, directory, leftOut),
    ...commitmentVersions(tables, directory),
    ...followUpVersions(tables, directory),
    ...resourceVersions(tables, directory),
  ];
}
