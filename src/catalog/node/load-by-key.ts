import type { Context } from '../../platform/context';
import { parseGlobalId } from '../../platform/global-id';
import type { Batch } from '../../platform/loaders';
import type { Typed } from '../../platform/node';
import { cityByKey } from '../city/city.loader';
import { countryByCode, regionByCode } from '../country/country.loader';
import { organizationBySlug, organizationByWikidataId } from '../organization/organization.loader';
import { themeByCode } from '../theme/theme.loader';
import { loadNode } from './load-node';

const organization = { slug: organizationBySlug, wikidataId: organizationByWikidataId };

/** What can be found by something else than its id, and how. */
const BY_KEY: Readonly<Record<string, Readonly<Record<string, Batch<string, Typed>>>>> = {
  City: cityByKey,
  Country: { isoAlpha2: countryByCode },
  Region: { code: regionByCode },
  Association: organization,
  Network: organization,
  Institution: organization,
  Theme: { code: themeByCode },
};

interface KeyValue {
  readonly type: string;
  readonly key: string;
  readonly value: string;
}

/** The object of a type with a value of one of its keys, or null; also null for a value that its key cannot have. */
export async function loadByKey({ loaders }: Context, { type, key, value }: KeyValue): Promise<Typed | null> {
  if (key === 'id') {
    const parsed = parseGlobalId(value);
    return parsed?.type === type ? loadNode(loaders, type, parsed.key) : null;
  }
  const batch = BY_KEY[type]?.[key];
  if (!batch || value.includes('\0') || (key === 'geonamesId' && !/^\d{1,9}$/.test(value))) return null;
  const found = await loaders.one(batch, key === 'geonamesId' ? String(Number(value)) : value);
  return found?.__typename === type ? found : null;
}
