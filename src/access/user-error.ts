import { Directive, Field, ObjectType } from 'type-graphql';
import { words } from '../platform/words';

export const UserErrorCode = words('UserErrorCode', 'Values of `userErrors.code`.', {
  BLANK: 'Something that is needed is missing.',
  INVALID: 'A value that cannot be.',
  NOT_FOUND: 'There is no such thing.',
  TAKEN: 'There is one already.',
  SOURCE_REQUIRED: 'A fact needs a source.',
  PERIOD_INVALID: 'It would end before it starts.',
  TIER_NOT_OPEN_TO_MEMBER: 'The tier takes no actors of this kind.',
  STATUS_TRANSITION_NOT_ALLOWED: 'What is asked cannot follow on where it stands.',
  ROSTER_UNREADABLE: 'The file of the roster cannot be read.',
  ROSTER_NOT_REVIEWED: 'Rows of the roster still wait for a person.',
  COMPOSITION_FAILED: 'The schemas do not fit together.',
  BREAKS_CLIENTS: 'It would break what is in use.',
  SUBGRAPH_UNREACHABLE: 'The service does not answer.',
  ADDRESS_NOT_ALLOWED: 'The address is private, local or otherwise not allowed.',
  VERSION_CONFLICT: 'Somebody else has changed it in the meantime.',
  LIMIT_REACHED: 'It is more than is allowed.',
});
export type UserErrorCode = keyof typeof UserErrorCode;

/** Why a mutation was refused. */
export interface Refusal {
  readonly code: UserErrorCode;
  readonly field: readonly string[] | null;
  readonly message: string;
}

@Directive('@shareable')
@ObjectType({ description: 'A business error of a mutation, as on Shopify.', simpleResolvers: true })
export class UserError {
  @Field(() => UserErrorCode, { description: 'What sort of error it is.' })
  code!: UserErrorCode;

  @Field(() => [String], { nullable: true, description: 'Path into the input, for instance `["input", "tierId"]`.' })
  field!: readonly string[] | null;

  @Field(() => String, { description: 'What is wrong, in words.' })
  message!: string;
}
