import { OfficeRole } from '../catalog/vocabulary/common';
import { foldedTexts } from '../platform/fold';
import { citationsOf } from './citations';
import type { Directory } from './directory';
import { idOf } from './ids';
import { period } from './period';
import type { TableRow, Version } from './plan';
import type { Tables } from './tables';

export function personRecords({ people }: Tables): TableRow[] {
  return people.map((row) => {
    const name = row.textsRequired('name');
    return { id: idOf('person', row.text('person_key')), name, folded: foldedTexts(name), wikidata_id: row.maybe('wikidata_id') };
  });
}

/** Public offices: of a person, or of a country, at an organisation or a city. */
export function mandateVersions({ mandates }: Tables, directory: Directory): Version[] {
  return mandates.map((row) => {
    const person = directory.person(row, 'person_key');
    const holder = row.maybe('holder_country') ? directory.country(row, 'holder_country') : null;
    if ((person === null) === (holder === null)) row.fail('person_key', 'either a person or a country holds it.');
    const atOrganization = row.maybe('at_key') ? directory.organization(row, 'at_key') : null;
    return {
      table: 'mandate',
      kind: 'Mandate',
      factId: idOf('fact', 'mandate', row.text('key')),
      content: {
        ...{ person_id: person, holder_id: holder, role: row.word('role', OfficeRole), title: row.texts('title') },
        at_id: atOrganization ?? directory.city(row, 'at_city', 'at_country'),
        by_virtue_of_id: directory.fact('mandate', row, 'by_virtue_of_key'),
        ...period(row, 'valid_from', 'valid_to'),
        confidence: row.confidence('confidence'),
      },
      citations: citationsOf(row, directory),
    };
  });
}
