import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Node } from '../../platform/node';
import { PartialDateScalar } from '../../platform/scalars';
import { Actor } from '../actor/actor.entity';
import { GeographicScope, InstitutionKind } from '../vocabulary/common';
import { Organization } from './organization.entity';

@Directive('@key(fields: "wikidataId")')
@Directive('@key(fields: "slug")')
@Directive('@key(fields: "id")')
@ObjectType({
  implements: [Node, Actor, Organization],
  description: 'An association of local governments, mostly national, whose members are cities or councils.',
})
export class Association {
  @Field(() => ID, { nullable: true, description: 'Wikidata item.' })
  wikidataId!: string | null;

  @Field(() => GeographicScope, { description: 'How far it reaches.' })
  scope!: GeographicScope;
}

@Directive('@key(fields: "wikidataId")')
@Directive('@key(fields: "slug")')
@Directive('@key(fields: "id")')
@ObjectType({ implements: [Node, Actor, Organization], description: 'A network that cities (and often associations) join directly.' })
export class Network {
  @Field(() => ID, { nullable: true, description: 'Wikidata item.' })
  wikidataId!: string | null;

  @Field(() => GeographicScope, { description: 'How far it reaches.' })
  scope!: GeographicScope;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was founded.' })
  foundedOn!: string | null;
}

@Directive('@key(fields: "wikidataId")')
@Directive('@key(fields: "slug")')
@Directive('@key(fields: "id")')
@ObjectType({
  implements: [Node, Actor, Organization],
  description:
    'An organisation cities do not join but that organises, funds, hosts or publishes: an institute, UN agency, ministry, donor or NGO.',
})
export class Institution {
  @Field(() => ID, { nullable: true, description: 'Wikidata item.' })
  wikidataId!: string | null;

  @Field(() => InstitutionKind, { description: 'What kind of institution it is.' })
  kind!: InstitutionKind;
}
