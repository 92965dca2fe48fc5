import { fold } from '../platform/fold';
import { withoutLevel } from './affixes';
import { countryNamed } from './countries';
import { REGIONS } from './region-names';
import type { Known } from './rows';

/** What a hint beside a name says about where it is. */
export type HintSays = 'AGREES' | 'CONTRADICTS' | 'NOTHING';

interface Region {
  readonly code: string;
  readonly names: readonly string[];
}

const books = new Map<string, readonly Region[]>();

function regionsOf(country: string): readonly Region[] {
  const known = books.get(country);
  if (known) return known;
  const regions = (REGIONS[country] ?? '')
    .split(';')
    .filter(Boolean)
    .map((line) => ({
      code: line.slice(0, line.indexOf(' ')),
      names: line
        .slice(line.indexOf(' ') + 1)
        .split('/')
        .map(fold),
    }));
  books.set(country, regions);
  return regions;
}

/**
 * Compares where a place is with a hint: its country, region or province, in full or abbreviated.
 *
 * @param placesNamed places of that country that bear a name, for regions called like one of their cities.
 */
export function hintSays(hint: string, place: Known, placesNamed: (folded: string) => readonly Known[]): HintSays {
  const country = countryNamed(hint);
  const regions = regionsOf(place.country);
  const word = withoutLevel(fold(hint));
  if (word === '') return 'NOTHING';
  const codes = codesOf(word, regions);
  if (codes.length > 0) return codes.includes(place.region) ? 'AGREES' : 'CONTRADICTS';
  if (abbreviates(hint, place.region, regions)) return 'AGREES';
  if (hint === place.country) return 'AGREES';
  if (country !== undefined) return country === place.country ? 'AGREES' : 'CONTRADICTS';
  if (/^\p{Lu}\p{L}?\p{Lu}?$/u.test(hint) && place.district.toUpperCase() === hint.toUpperCase()) return 'AGREES';
  const namesakes = placesNamed(word);
  return namesakes.some((other) => other.id !== place.id && isBeside(other, place)) ? 'AGREES' : 'NOTHING';
}

/**
 * Compares where a place is with the region, province or state given for it: its name, its code with or without the country's, or a city
 * that it is called after. It is given to tell namesakes apart, so what cannot be read says nothing, and no country is meant by it:
 * Luxembourg is a province of Belgium.
 */
export function regionSays(given: string, place: Known, placesNamed: (folded: string) => readonly Known[]): HintSays {
  const own = given.trim().replace(new RegExp(`^${place.country}[-.]`), '');
  const word = withoutLevel(fold(own));
  const regions = regionsOf(place.country);
  const codes = word === '' || isCountyOfAState(given, place) ? [] : codesOf(word, regions);
  if (codes.length > 0) return codes.includes(place.region) ? 'AGREES' : 'CONTRADICTS';
  if (abbreviates(own, place.region, regions)) return 'AGREES';
  const parts = own.split(/[-–—,/;()]/).map((part) => withoutLevel(fold(part)));
  const towns = [word, ...parts.filter((part) => part.length > 3)].flatMap(placesNamed);
  return towns.some((town) => town.id === place.id || isBeside(town, place)) ? 'AGREES' : 'NOTHING';
}

/** Thirty-one states have a county named Washington. */
function isCountyOfAState(given: string, { country }: Known): boolean {
  return country === 'US' && /\b(?:county|parish)\b/i.test(given);
}

function isBeside(other: Known, place: Known): boolean {
  if (other.region === '' || other.region !== place.region) return false;
  return other.district === '' || place.district === '' || other.district === place.district;
}

/** Codes of the regions of a name or a usual abbreviation. */
function codesOf(word: string, regions: readonly Region[]): string[] {
  return regions.filter(({ names }) => names.includes(word)).map(({ code }) => code);
}

/** Whether capitals are letters of the region's name in their order: "KNG" is Kanagawa. Where usual abbreviations exist, none is guessed. */
function abbreviates(hint: string, code: string, regions: readonly Region[]): boolean {
  if (!/^[A-Z]{2,3}$/.test(hint) || regions.some(({ names }) => names.slice(1).some((name) => name.length <= 3))) return false;
  const letters = new RegExp(`^${hint.toLowerCase().split('').join('.*')}`);
  return regions.some((region) => region.code === code && letters.test(region.names[0] ?? ''));
}
