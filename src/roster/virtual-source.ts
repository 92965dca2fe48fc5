import type { ActorRow } from '../catalog/actor/actor.loader';
import type { SourceRow } from '../catalog/source/source.loader';
import type { ImportRow } from './store';

/** The source of an import that is not applied, as it would be recorded. */
export function sourceShown({ sourceId, asOf, createdAt }: ImportRow, organization: Pick<ActorRow, 'label'> | null): SourceRow {
  const publisher = organization?.label ?? '';
  return {
    ...{ __typename: 'Source', id: sourceId, kind: 'ROSTER', titles: { en: `Roster of ${publisher}, ${asOf}` }, publisher },
    ...{ url: null, archivedUrl: null, language: null, publishedOn: asOf, license: null, recordedAt: createdAt },
  };
}
