import type { Directory } from './directory';
import type { Cite } from './plan';
import type { Row } from './row';

type Cited = 'source_url' | 'more_source_urls' | 'as_of';
type Quoting = 'quote' | 'quote_language';

/** The source that says it, with its words, then the others. */
export function citationsOf<Column extends Cited>(
  row: Row<Column>,
  directory: Directory,
  words: Pick<Cite, 'quote' | 'quoteLanguage'> = {},
): Cite[] {
  const asOf = row.date('as_of' as Column);
  return [
    { sourceId: directory.source(row, 'source_url' as Column), asOf, ...words },
    ...row
      .list('more_source_urls' as Column, ' ')
      .map((url) => ({ sourceId: directory.source(row, 'more_source_urls' as Column, url), asOf })),
  ];
}

/** The name or figure as the source prints it. */
export function wordsOf<Column extends Quoting>(row: Row<Column>): Pick<Cite, 'quote' | 'quoteLanguage'> {
  return { quote: row.quote('quote' as Column), quoteLanguage: row.language('quote_language' as Column) };
}
