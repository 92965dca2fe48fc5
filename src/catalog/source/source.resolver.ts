import { Arg, Args, Ctx, createUnionType, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { type Connection, connectionOf, mapped } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import type { Context } from '../../platform/context';
import { Sourced } from '../../platform/fact';
import { globalId, uuidIn } from '../../platform/global-id';
import type { Typed } from '../../platform/node';
import { Needs } from '../../platform/selection';
import { Agreement, Event, JointProject, Twinning } from '../collaboration/collaboration-types';
import { Participation } from '../collaboration/participation.entity';
import { Commitment } from '../commitment/commitment.entity';
import { FollowUp } from '../commitment/follow-up.entity';
import { LanguageArg, localized } from '../language-arg';
import { Membership } from '../membership/membership.entity';
import { loadNode } from '../node/load-node';
import { Mandate } from '../person/mandate.entity';
import { Resource } from '../resource/resource.entity';
import { Citation } from './citation.entity';
import { Source } from './source.entity';
import { citationsOfVersion, factsOfSource, type SourceRow, sourceById } from './source.loader';

const Fact = createUnionType({
  name: 'Fact',
  description: 'Any sourced fact.',
  types: () => [Membership, Participation, Commitment, FollowUp, Mandate, Resource, Twinning, JointProject, Event, Agreement] as const,
});
const FactConnection = connectionOf('Fact', () => Fact);

@Resolver(() => Source)
export class SourceResolver {
  @Query(() => Source, { nullable: true, description: 'One source by its id.' })
  source(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { loaders }: Context): Promise<SourceRow | null> {
    return loaders.one(sourceById, uuidIn(id, 'id'));
  }

  @FieldResolver(() => String, { description: 'Title in the asked language, with fallback.' })
  title(@Root() source: SourceRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(source.titles, language, context);
  }

  @FieldResolver(() => FactConnection, { description: 'Facts that rest on this source, by kind.' })
  facts(@Root() source: SourceRow, @Args(() => ForwardArgs) page: ForwardArgs, @Ctx() { loaders }: Context): Connection<Typed> {
    const facts = factsOfSource.connection(loaders, page, null, source.id);
    return mapped(facts, (fact) => loadNode(loaders, fact.__typename, fact.id));
  }
}

@Resolver(() => Citation)
export class CitationResolver {
  @FieldResolver(() => ID, { description: 'Opaque global id.' })
  id(@Root() citation: Citation): string {
    return globalId('Citation', citation.id);
  }

  @FieldResolver(() => Source, { description: 'What was read.' })
  source(@Root() citation: Citation, @Ctx() { loaders }: Context): Promise<SourceRow | null> {
    return loaders.one(sourceById, citation.sourceId);
  }
}

@Resolver(() => Sourced)
export class SourcedResolver {
  @Needs('versionId')
  @FieldResolver(() => [Citation], { description: 'Where the assertion comes from. Never empty.' })
  sources(@Root() fact: { versionId: string }, @Ctx() { loaders }: Context): Promise<Citation[]> {
    return loaders.list(citationsOfVersion, fact.versionId);
  }
}
