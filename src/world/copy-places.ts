import type { ClientBase } from 'pg';
import { fold } from '../platform/fold';
import type { Progress } from '../platform/progress';
import { scriptOf } from '../platform/script';
import { type Cell, copyRows } from './copy';
import { namesOf, type Place } from './gazetteer';

/** Places with the names and slugs they get, and the tables they go to. */
export interface PlaceRows {
  readonly places: readonly Place[];
  readonly slugs: ReadonlyMap<number, string>;
  readonly sourceId: string;
  readonly report: Progress;
}

/** Streams the places into their tables. */
export async function copyPlaces(client: ClientBase, { places, slugs, sourceId, report }: PlaceRows): Promise<void> {
  const total = places.length * 2;
  await copyRows(
    client,
    'actor (id, kind, name, folded)',
    actorRows(places, (done) => report('Loading places', done, total)),
  );
  const columns = 'id, slug, kind, country_code, admin1_code, admin2_code, geonames_id, latitude, longitude, population, source_id';
  await copyRows(client, `city (${columns})`, cityRows());
  report('Loading places', total, total);

  function* cityRows() {
    for (const [at, { id, geonamesId, kind, countryCode, admin1Code, admin2Code, latitude, longitude, population }] of places.entries()) {
      if (at % TOLD_EACH === 0) report('Loading places', places.length + at, total);
      const slug = slugs.get(geonamesId) ?? null;
      yield [id, slug, kind, countryCode, admin1Code, admin2Code, geonamesId, latitude, longitude, population, sourceId];
    }
  }
}

const TOLD_EACH = 5_000;

function* actorRows(places: readonly Place[], tell: (done: number) => void) {
  for (const [at, { id, name }] of places.entries()) {
    if (at % TOLD_EACH === 0) tell(at);
    yield [id, 'CITY', name, fold(name)];
  }
}

/** Streams the names of all places into their table. @returns how many. */
export async function copyNames(client: ClientBase, { places, report }: PlaceRows): Promise<number> {
  let count = 0;
  await copyRows(client, `place_name (${NAME_COLUMNS})`, nameRows());
  report('Loading names of places', places.length, places.length);
  return count;

  function* nameRows() {
    for (const [at, place] of places.entries()) {
      if (at % TOLD_EACH === 0) report('Loading names of places', at, places.length);
      for (const row of nameRowsOf(place)) {
        count++;
        yield row;
      }
    }
  }
}

export const NAME_COLUMNS = 'city_id, position, value, folded, script, kind';

/** The names of a place, as rows. */
export function nameRowsOf(place: Place): Cell[][] {
  return namesOf(place).map((value, position) => [place.id, position, value, fold(value), scriptOf(value), 'COMMON']);
}
