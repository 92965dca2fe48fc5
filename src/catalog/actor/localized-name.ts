import { Directive, Field, ObjectType } from 'type-graphql';
import { LanguageTagScalar, PartialDateScalar } from '../../platform/scalars';
import { NameKind } from '../vocabulary/common';

@Directive('@shareable')
@ObjectType({ description: 'A name with its language and period.', simpleResolvers: true })
export class LocalizedName {
  @Field(() => String, { description: 'The name.' })
  value!: string;

  @Field(() => LanguageTagScalar, { description: 'Its language; `und-Latn`, `und-Arab`, ... when only the script is known.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'ISO 15924 code: Latn, Arab, Tfng, Cyrl, Hans.' })
  script!: string | null;

  @Field(() => NameKind, { description: 'What sort of name it is.' })
  kind!: NameKind;

  @Field(() => Boolean, { description: 'True for right-to-left scripts.' })
  isRightToLeft!: boolean;

  @Field(() => PartialDateScalar, { nullable: true, description: 'First day of its use. Null: unknown.' })
  validFrom!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Last day of its use. Null: still in use, or unknown.' })
  validTo!: string | null;
}
