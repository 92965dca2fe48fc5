import type { CityMatch, CityMatchInput } from './resolve';
import type { OrganizationMatch, OrganizationMatchInput } from './resolve-organization';

/** Names to cities and organisations. Answers come in the order of the questions. */
export interface Matcher {
  cities(inputs: readonly CityMatchInput[]): Promise<CityMatch[]>;
  organizations(inputs: readonly OrganizationMatchInput[]): Promise<OrganizationMatch[]>;
  close(): Promise<void>;
}
