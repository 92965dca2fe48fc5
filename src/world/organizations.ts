import { FigureMetric, FigureQualifier, GeographicScope, InstitutionKind, NameKind } from '../catalog/vocabulary/common';
import { fold } from '../platform/fold';
import { wikidataId } from './countries';
import type { Directory } from './directory';
import { idOf } from './ids';
import { Counter, type GivenName } from './names';
import type { ActorRow, TableRow, Version } from './plan';
import type { Tables } from './tables';

/** Kinds of actor that are organisations. */
export const ORGANIZATION_KINDS = { ASSOCIATION: 'ASSOCIATION', NETWORK: 'NETWORK', INSTITUTION: 'INSTITUTION' } as const;

export function organizationRecords({ organizations }: Tables, directory: Directory): ActorRow[] {
  return organizations.map((row) => {
    const [kind, name] = [row.word('type', ORGANIZATION_KINDS), row.text('name_en')];
    const institutionKind = row.maybeWord('institution_kind', InstitutionKind);
    if ((kind === 'INSTITUTION') !== (institutionKind !== null)) row.fail('institution_kind', 'institutions have one, and only they.');
    const scope = kind === 'INSTITUTION' ? row.maybeWord('scope', GeographicScope) : row.word('scope', GeographicScope);
    const slug = row.text('slug');
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) row.fail('slug', `"${slug}" must be lower-case letters, digits and hyphens.`);
    const id = idOf('organization', slug);
    return {
      id,
      actor: { id, kind, name, folded: fold(name), website: row.url('website') },
      own: {
        ...{ id, kind, slug, acronym: row.maybe('acronym'), institution_kind: institutionKind, scope },
        country_code: directory.countryCode(row, 'country_code'),
        seat_id: row.maybe('seat_city') ? directory.city(row, 'seat_city', 'seat_country') : null,
        founded_on: row.date('founded_on'),
        theme_ids: directory.themes(row, 'themes'),
        wikidata_id: row.maybe('wikidata_id'),
        source_id: directory.source(row, 'source_url'),
      },
    };
  });
}

/** The English name and the acronym (in no language) of each, then the names in other languages. */
export function organizationNames(tables: Tables, directory: Directory): GivenName[] {
  const own = tables.organizations.flatMap((row) => {
    const actorId = directory.organization(row, 'key');
    const citation = { sourceId: directory.source(row, 'source_url'), asOf: row.date('as_of') };
    const acronym = row.maybe('acronym');
    return [
      { actorId, language: 'en', kind: 'OFFICIAL', value: row.text('name_en'), citation },
      ...(acronym ? [{ actorId, language: 'und', kind: 'ACRONYM', value: acronym, citation }] : []),
    ];
  });
  const more = tables.organization_names.map((row) => ({
    actorId: directory.organization(row, 'organization_key'),
    language: row.language('language') ?? row.fail('language', 'it must not be empty.'),
    kind: row.word('kind', NameKind),
    value: row.text('value'),
    citation: { sourceId: directory.source(row, 'source_url') },
  }));
  return [...own, ...more];
}

export function organizationExternalIds({ organizations }: Tables, directory: Directory): TableRow[] {
  return organizations.flatMap((row) => {
    const item = row.maybe('wikidata_id');
    return item ? [wikidataId(directory.organization(row, 'key'), item)] : [];
  });
}

/** What organisations, or others, say of their size. */
export function figureVersions({ reported_figures }: Tables, directory: Directory): Version[] {
  const times = new Counter();
  return reported_figures.map((row) => {
    const organizationId = directory.organization(row, 'organization_key');
    const [metric, on, source] = [row.word('metric', FigureMetric), row.date('on'), directory.source(row, 'source_url')];
    const nth = times.next(organizationId, metric, source, on ?? '');
    return {
      table: 'reported_figure',
      kind: 'ReportedFigure',
      factId: idOf('fact', 'figure', organizationId, metric, source, on ?? '', nth),
      content: {
        ...{ organization_id: organizationId, metric, reported_on: on, as_printed: row.text('as_printed'), label: row.texts('label') },
        value: row.number('value') ?? row.fail('value', 'it must not be empty.'),
        qualifier: row.word('qualifier', FigureQualifier),
        confidence: row.confidence('confidence'),
      },
      citations: [{ sourceId: source, asOf: row.date('as_of'), quote: row.quote('quote'), quoteLanguage: row.language('quote_language') }],
    };
  });
}
