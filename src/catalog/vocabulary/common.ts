import { words } from '../../platform/words';

export const OrderDirection = words('OrderDirection', 'Which end of an order comes first.', {
  ASC: 'Smallest, earliest or first in the alphabet first.',
  DESC: 'Largest, latest or last in the alphabet first.',
});
export type OrderDirection = keyof typeof OrderDirection;

export const NameKind = words('NameKind', 'What sort of name a name is.', {
  OFFICIAL: 'The name the authority or organisation uses in law or for itself.',
  COMMON: 'The name in everyday use.',
  SHORT: 'A shortened form.',
  ACRONYM: 'An abbreviation made of initials.',
  FORMER: 'A name no longer in use.',
  TRANSLITERATION: 'A name written in the letters of another script.',
  AS_LISTED: 'A name as some roster spells it.',
});
export type NameKind = keyof typeof NameKind;

export const ActorKind = words('ActorKind', 'What an actor is.', {
  CITY: 'A city or any other local government.',
  COUNTRY: 'A country or territory.',
  ASSOCIATION: 'An association of local governments.',
  NETWORK: 'A network that cities join directly.',
  INSTITUTION: 'An institute, agency, ministry, donor or NGO.',
});
export type ActorKind = keyof typeof ActorKind;

export const LocalGovernmentKind = words('LocalGovernmentKind', 'What kind of local government it is.', {
  CITY: 'A city.',
  TOWN: 'A town or smaller place.',
  MUNICIPALITY: 'A municipality or commune.',
  METROPOLITAN_AREA: 'Several municipalities under one metropolitan authority.',
  DISTRICT: 'A district, borough or arrondissement.',
  COUNTY: 'A county.',
  PROVINCE: 'A province or prefecture.',
  REGION: 'A region or federated state.',
  OTHER: 'Another kind: a union of municipalities, an industrial city, ...',
});
export type LocalGovernmentKind = keyof typeof LocalGovernmentKind;

export const InstitutionKind = words('InstitutionKind', 'What kind of institution it is.', {
  INSTITUTE: 'A research, training or policy institute.',
  UN_AGENCY: 'A body of the United Nations system.',
  GOVERNMENT: 'A ministry or other part of a national government, or an intergovernmental body.',
  DONOR: 'A body that funds.',
  NGO: 'A non-governmental organisation.',
  UNIVERSITY: 'A university.',
  MEDIA: 'A newspaper, agency or broadcaster.',
  DEVELOPMENT_BANK: 'A development bank.',
  OTHER: 'Another kind.',
});
export type InstitutionKind = keyof typeof InstitutionKind;

export const GeographicScope = words('GeographicScope', 'How far an organisation reaches.', {
  SUBNATIONAL: 'Part of one country.',
  NATIONAL: 'One country.',
  REGIONAL: 'Several countries of a region.',
  GLOBAL: 'The world.',
});
export type GeographicScope = keyof typeof GeographicScope;

export const OfficeRole = words('OfficeRole', 'A public office.', {
  MAYOR: 'Head of a local government.',
  DEPUTY_MAYOR: 'Deputy of a mayor.',
  PRESIDENT: 'President of an organisation or council.',
  VICE_PRESIDENT: 'Deputy of a president.',
  SECRETARY_GENERAL: 'Head of a secretariat.',
  EXECUTIVE_DIRECTOR: 'Executive director.',
  COUNCILLOR: 'Member of a council.',
  CHAIR: 'Chair of a committee or commission.',
  OTHER: 'Another office; its title says which.',
});
export type OfficeRole = keyof typeof OfficeRole;

export const SourceKind = words('SourceKind', 'What kind of source it is.', {
  NEWS_ARTICLE: 'An article of the press.',
  ROSTER: 'A list of members.',
  WEBSITE: 'A web page.',
  API_FEED: 'A feed read by program.',
  OFFICIAL_DOCUMENT: 'A law, statute, treaty, minutes or report.',
  DATASET: 'A published data set.',
  PARTNER_STATEMENT: 'A statement made to the hub by a partner.',
  HUB_CURATOR: 'A curator of the hub.',
});
export type SourceKind = keyof typeof SourceKind;

export const FigureMetric = words('FigureMetric', 'What a reported figure counts.', {
  MEMBER_CITIES: 'Cities that are members.',
  MEMBER_CITIES_IN_REGION: 'Cities of one region that are members.',
  MEMBER_ASSOCIATIONS: 'Associations that are members.',
  REPRESENTED_GOVERNMENTS: 'Local governments represented, directly or through members.',
  MEMBERS: 'Members of any kind.',
  COUNTRIES: 'Countries with members.',
  POPULATION_COVERED: 'Inhabitants of the members.',
  OTHER: 'Something else; the source says what.',
});
export type FigureMetric = keyof typeof FigureMetric;

export const FigureQualifier = words('FigureQualifier', 'How a source puts a figure.', {
  EXACT: 'The figure itself.',
  AT_LEAST: 'That many or more.',
  MORE_THAN: 'More than that.',
  NEARLY: 'Nearly that many.',
});
export type FigureQualifier = keyof typeof FigureQualifier;

export const ChangeKind = words('ChangeKind', 'What happened to a record or fact.', {
  CREATED: 'It was recorded for the first time.',
  UPDATED: 'A new version was recorded.',
  ENDED: 'It was given an end.',
  MERGED: 'It turned out to be another record, and was merged into it.',
  SPLIT: 'A merge was undone.',
  ERASED: 'Its personal data were erased.',
});
export type ChangeKind = keyof typeof ChangeKind;

export const SearchType = words('SearchType', 'What to search for.', {
  CITY: 'Cities and other local governments.',
  COUNTRY: 'Countries.',
  ASSOCIATION: 'Associations.',
  NETWORK: 'Networks.',
  INSTITUTION: 'Institutions.',
  COLLABORATION: 'Twinnings, projects, events and agreements.',
  RESOURCE: 'Guides and other resources.',
  PERSON: 'Holders of public office.',
});
export type SearchType = keyof typeof SearchType;

export const CityOrderField = words('CityOrderField', 'What cities are ordered by.', {
  NAME: 'Name in Latin letters.',
  POPULATION: 'Inhabitants; those without a figure come first in ascending order.',
  MEMBERSHIP_COUNT: 'Number of active memberships; then inhabitants.',
  CONNECTEDNESS: 'Number of actors it is linked to, by memberships, twinnings, projects, events, agreements or offices; then inhabitants.',
  UPDATED_AT: 'When its record last changed.',
});
export type CityOrderField = keyof typeof CityOrderField;
