import { isPartialDate } from '../../platform/scalars';
import type { Amendment } from '../actor/amend-actor';
import type { InputCheck, Path } from '../writing/input-check';

const OF_ORGANIZATIONS = ['names', 'website', 'acronym', 'foundedOn'] as const;

/** What of an actor of each type a patch may change; everything else is refused by its name. */
const MAY_CHANGE: Readonly<Record<string, readonly (keyof Amendment)[]>> = {
  City: ['names', 'website'],
  Country: ['names', 'website'],
  Association: OF_ORGANIZATIONS,
  Network: OF_ORGANIZATIONS,
  Institution: OF_ORGANIZATIONS,
};

/** Types a proposal with a patch can be about. */
export const PATCHABLE = ['City', 'Country', 'Association', 'Network', 'Institution'] as const;

/** Reads a patch against what the type of its target lets be changed. */
export function amendmentIn(check: InputCheck, type: string, patch: unknown, path: Path): Amendment {
  if (!isObject(patch) || Object.keys(patch).length === 0) {
    check.refuse('INVALID', path, 'A patch is an object that names what it changes, such as {"names": {"ar": "طنجة"}}.');
    return {};
  }
  for (const field of Object.keys(patch))
    if (!MAY_CHANGE[type]?.some((one) => one === field))
      check.refuse('INVALID', [...path, field.slice(0, 60)], `Of a ${type} only these can be proposed: ${MAY_CHANGE[type]?.join(', ')}.`);
  return {
    ...(Object.hasOwn(patch, 'names') && { names: namesIn(check, patch.names, [...path, 'names']) }),
    ...(Object.hasOwn(patch, 'website') && { website: addressIn(check, patch.website, [...path, 'website']) }),
    ...(Object.hasOwn(patch, 'acronym') && { acronym: textIn(check, patch.acronym, [...path, 'acronym'], 40) }),
    ...(Object.hasOwn(patch, 'foundedOn') && { foundedOn: dateIn(check, patch.foundedOn, [...path, 'foundedOn']) }),
  };
}

function namesIn(check: InputCheck, given: unknown, path: Path): Record<string, string> {
  const entries = isObject(given) ? Object.entries(given) : [];
  if (entries.length === 0) check.refuse('INVALID', path, 'Names are an object of a name for each language.');
  const texts = entries.map(([language, value]) => ({ language, value: typeof value === 'string' ? value : '' }));
  return { ...check.localized(texts, path, 200) };
}

function textIn(check: InputCheck, given: unknown, path: Path, most: number): string | null {
  if (given === null) return null;
  if (typeof given !== 'string') check.refuse('INVALID', path, 'It is a text, or null.');
  return typeof given === 'string' ? check.text(given, path, most) : null;
}

function addressIn(check: InputCheck, given: unknown, path: Path): string | null {
  const address = textIn(check, given, path, 2_000);
  if (address !== null && !(/^https?:\/\/\S+$/.test(address) && URL.canParse(address)))
    check.refuse('INVALID', path, 'It is an absolute http(s) address, or null.');
  return address;
}

function dateIn(check: InputCheck, given: unknown, path: Path): string | null {
  const date = textIn(check, given, path, 10);
  if (date !== null && !isPartialDate(date)) check.refuse('INVALID', path, 'It is a year, a month or a day, such as "2013-05", or null.');
  return date;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
