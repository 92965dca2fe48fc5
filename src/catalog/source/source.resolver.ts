import { Arg, Args, Ctx, createUnionType, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { type Connection, connectionOf, mapped } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import { type Context, Shown } from '../../platform/context';
import { Sourced } from '../../platform/fact';
import { globalId, uuidIn } from '../../platform/global-id';
import type { Loaders } from '../../platform/loaders';
import type { Typed } from '../../platform/node';
import { FoundBy, FoundByArgs, InSql, ListedBy, Paged } from '../../platform/one-statement/told';
import { sql } from '../../platform/sql';
import { collaborationById, participationById } from '../collaboration/collaboration.loader';
import { Agreement, Event, JointProject, Twinning } from '../collaboration/collaboration-types';
import { Participation } from '../collaboration/participation.entity';
import { Commitment } from '../commitment/commitment.entity';
import { commitmentById, followUpById } from '../commitment/commitment.loader';
import { FollowUp } from '../commitment/follow-up.entity';
import { LanguageArg, localized, TextInSql } from '../language-arg';
import { Membership } from '../membership/membership.entity';
import { membershipById } from '../membership/membership.loader';
import { loadNode } from '../node/load-node';
import { Mandate } from '../person/mandate.entity';
import { mandateById } from '../person/person.loader';
import { Resource } from '../resource/resource.entity';
import { resourceById } from '../resource/resource.loader';
import { Citation } from './citation.entity';
import { Source } from './source.entity';
import { citationsOfVersion, factsOfSource, type SourceRow, sourceById } from './source.loader';

const Fact = createUnionType({
  name: 'Fact',
  description: 'Any sourced fact.',
  types: () => [Membership, Participation, Commitment, FollowUp, Mandate, Resource, Twinning, JointProject, Event, Agreement] as const,
});
/** Where facts are kept. */
const FACTS = [membershipById, participationById, commitmentById, followUpById, mandateById, resourceById, collaborationById];

const FactConnection = connectionOf('Fact', () => Fact);

@Resolver(() => Source)
export class SourceResolver {
  @FoundByArgs(({ id }: { id: string }) => ({ found: sourceById, key: uuidIn(id, 'id') }))
  @Query(() => Source, { nullable: true, description: 'One source by its id.' })
  source(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Shown() loaders: Loaders): Promise<SourceRow | null> {
    return loaders.one(sourceById, uuidIn(id, 'id'));
  }

  @TextInSql('titles')
  @FieldResolver(() => String, { description: 'Title in the asked language, with fallback.' })
  title(@Root() source: SourceRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(source.titles, language, context);
  }

  @Paged((_page: ForwardArgs) => ({ listed: factsOfSource, query: null, shownAs: FACTS }))
  @FieldResolver(() => FactConnection, { description: 'Facts that rest on this source, by kind.' })
  facts(@Root() source: SourceRow, @Args(() => ForwardArgs) page: ForwardArgs, @Ctx() { loaders }: Context): Connection<Typed> {
    const facts = factsOfSource.connection(loaders, page, null, source.id);
    return mapped(facts, (fact) => loadNode(loaders, fact.__typename, fact.id));
  }
}

@Resolver(() => Citation)
export class CitationResolver {
  @InSql(['id'], (citation) => sql`base64url('Citation:' || ${citation.property('id')})`)
  @FieldResolver(() => ID, { description: 'Opaque global id.' })
  id(@Root() citation: Citation): string {
    return globalId('Citation', citation.id);
  }

  @FoundBy(sourceById, 'sourceId')
  @FieldResolver(() => Source, { description: 'What was read.' })
  source(@Root() citation: Citation, @Shown() loaders: Loaders): Promise<SourceRow | null> {
    return loaders.one(sourceById, citation.sourceId);
  }
}

@Resolver(() => Sourced)
export class SourcedResolver {
  @ListedBy(citationsOfVersion, 'versionId')
  @FieldResolver(() => [Citation], { description: 'Where the assertion comes from. Never empty.' })
  sources(@Root() fact: { versionId: string }, @Shown() loaders: Loaders): Promise<Citation[]> {
    return loaders.list(citationsOfVersion, fact.versionId);
  }
}
