import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../platform/node';
import { DateTimeScalar } from '../../platform/scalars';
import { HubRole } from '../roles';

@ObjectType({ implements: Node, description: 'A key for a program. Its secret is shown once, when it is made.' })
export class ApiKey extends Node {
  @Field(() => String, { description: 'What it is for, in words.' })
  name!: string;

  @Field(() => String, { description: 'By which it is recognised; no secret.' })
  prefix!: string;

  @Field(() => HubRole, { description: 'What it may do, at most.' })
  role!: HubRole;

  @Field(() => [String], { description: 'What of that it is limited to, for instance `roster:write`.' })
  scopes!: readonly string[];

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends by itself. Null: never.' })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked. Null: it was not.' })
  revokedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last used, to the minute.' })
  lastUsedAt!: Date | null;
}
