import { Field, InputType } from 'type-graphql';
import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import { isAtLeast } from '../../access/roles';
import type { Database } from '../../platform/database';
import { insertRows } from '../../platform/insert-rows';
import { LanguageTagScalar, PartialDateScalar, UrlScalar } from '../../platform/scalars';
import { sql } from '../../platform/sql';
import { SourceKind } from '../vocabulary/common';
import type { InputCheck, Path } from './input-check';
import type { Cite } from './record-versions';

@InputType({ description: 'Where a new fact was read. At least one is required on every write.' })
export class CitationInput {
  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read. A source the hub has by this address is that one.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is called: at most 500 characters. Needed without `url`.' })
  title?: string | null;

  @Field(() => SourceKind, { description: 'What kind of source it is.' })
  kind!: SourceKind;

  @Field(() => String, { nullable: true, description: 'Who published it.' })
  publisher?: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was published, which is also the day it is taken to speak of.' })
  publishedOn?: string | null;

  @Field(() => LanguageTagScalar, { nullable: true, description: 'Language it is written in.' })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'The words that say it, in the original language, at most 300 characters.' })
  quote?: string | null;

  @Field(() => String, { nullable: true, description: 'Page, row or anchor.' })
  locator?: string | null;
}

const MOST_CITATIONS = 20;

export function checkCitations(check: InputCheck, citations: readonly CitationInput[], path: Path, { role }: Caller): void {
  if (citations.length === 0) check.refuse('SOURCE_REQUIRED', path, 'Say where it was read: every fact needs at least one source.');
  check.atMost(citations.length, MOST_CITATIONS, path);
  for (const [place, { url, title, kind, publisher, quote, locator }] of citations.entries()) {
    const at = [...path, String(place)];
    check.text(url, [...at, 'url'], 2_000);
    check.text(title, [...at, 'title'], 500);
    check.text(publisher, [...at, 'publisher'], 300);
    check.text(quote, [...at, 'quote'], 300);
    check.text(locator, [...at, 'locator'], 200);
    if (!url && !title) check.refuse('SOURCE_REQUIRED', at, 'A source has an address or a title.');
    if (kind === 'HUB_CURATOR' && !isAtLeast(role, 'CURATOR'))
      check.refuse('INVALID', [...at, 'kind'], 'Only a curator is a source of this kind.');
  }
}

/** Records the sources of citations that the hub does not have, and says which each is: in their order, whoever else records the same. */
export async function citedSources(tx: Database, citations: readonly CitationInput[]): Promise<Cite[]> {
  const sources = citations.map((citation) => ({ citation, id: v7() }));
  const urls = [...new Set(sources.flatMap(({ citation }) => citation.url ?? []))].sort();
  const known = await knownByUrl(tx, urls);
  const fresh = sources.filter(({ citation: { url } }) => !url || !known.has(url));
  await recordSources(tx, fresh);
  const all = fresh.some(({ citation }) => citation.url) ? await knownByUrl(tx, urls) : known;
  return sources.map(({ citation, id }) => ({
    ...{ sourceId: (citation.url && all.get(citation.url)) || id, asOf: citation.publishedOn ?? null },
    ...{ quote: citation.quote?.trim() ?? null, quoteLanguage: citation.quote ? (citation.language ?? null) : null },
    locator: citation.locator?.trim() ?? null,
  }));
}

async function knownByUrl(tx: Database, urls: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (urls.length === 0) return new Map();
  const rows = await tx.rows<{ url: string; id: string }>(sql`SELECT url, id FROM source WHERE url = ANY(${urls})`);
  return new Map(rows.map(({ url, id }) => [url, id]));
}

async function recordSources(tx: Database, sources: readonly { readonly citation: CitationInput; readonly id: string }[]): Promise<void> {
  const rows = sources.map(({ id, citation: { url = null, title, kind, publisher, publishedOn, language } }) => ({
    ...{ id, kind, url, language: language ?? null, published_on: publishedOn ?? null, publisher: publisher?.trim() ?? null },
    title: { [language ?? 'und']: title?.trim() ?? url },
  }));
  // In the order of their addresses, so that two writers of the same never wait for each other.
  await insertRows(
    tx,
    'source',
    [...rows].sort((left, right) => ((left.url ?? '') < (right.url ?? '') ? -1 : 1)),
    'ON CONFLICT DO NOTHING',
  );
}
