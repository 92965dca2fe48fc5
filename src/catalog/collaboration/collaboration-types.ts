import { Directive, Field, Float, ObjectType } from 'type-graphql';
import { Sourced, Temporal } from '../../platform/fact';
import { Node } from '../../platform/node';
import { PartialDateScalar, UrlScalar } from '../../platform/scalars';
import { AgreementKind, EventKind, EventMode, TwinningKind } from '../vocabulary/collaboration';
import { Collaboration } from './collaboration.entity';

@Directive('@key(fields: "id")')
@ObjectType({
  implements: [Node, Sourced, Temporal, Collaboration],
  description: 'Two or more local governments bound in a lasting partnership (sister cities, town twinning).',
})
export class Twinning {
  @Field(() => TwinningKind, { description: 'Which degree of partnership.' })
  twinningKind!: TwinningKind;
}

@Directive('@shareable')
@ObjectType({ description: 'An amount.', simpleResolvers: true })
export class Money {
  @Field(() => Float, { description: 'How much, in units of the currency.' })
  amount!: number;

  @Field(() => String, { description: 'ISO 4217.' })
  currency!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({ implements: [Node, Sourced, Temporal, Collaboration], description: 'A project with several partners.' })
export class JointProject {
  @Field(() => String, { nullable: true, description: 'Funding programme, for instance `Interreg NEXT MED`.' })
  programme!: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType({ implements: [Node, Sourced, Temporal, Collaboration], description: 'A meeting, workshop, summit, training or visit.' })
export class Event {
  @Field(() => EventKind, { description: 'What sort of event it is.' })
  eventKind!: EventKind;

  @Field(() => EventMode, { description: 'How it is attended.' })
  mode!: EventMode;
}

@Directive('@key(fields: "id")')
@ObjectType({
  implements: [Node, Sourced, Temporal, Collaboration],
  description: 'A text the parties adopted or signed: a declaration of intent, memorandum, charter or pledge.',
})
export class Agreement {
  @Field(() => AgreementKind, { description: 'What sort of text it is.' })
  agreementKind!: AgreementKind;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was adopted or signed.' })
  adoptedOn!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Where the text can be read.' })
  document!: string | null;
}
