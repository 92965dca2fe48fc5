import { Arg, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type CityRow, cityById } from '../catalog/actor/actor.loader';
import { LocalizedName } from '../catalog/actor/localized-name';
import { City } from '../catalog/city/city.entity';
import type { Context } from '../platform/context';
import { Shown } from '../platform/context';
import { HubError } from '../platform/errors';
import type { Loaders } from '../platform/loaders';
import { isRightToLeft, scriptOf } from '../platform/script';
import { CityMatchCandidate, CityMatchInput, CityMatchResult } from './match-types';
import type { Matcher } from './matcher';
import type { CityMatchCandidate as CityMatchCandidateRow, CityMatch as CityMatchRow } from './resolve';

interface MatchContext extends Context {
  readonly matcher: Matcher;
}

/** Names in one question, and characters in one name. */
const MOST_NAMES = 100;
const LONGEST_NAME = 300;
const MOST_CANDIDATES = 20;

/** @throws HubError BAD_USER_INPUT that says which of the inputs is at fault, and how. */
function checked(inputs: readonly CityMatchInput[]): readonly CityMatchInput[] {
  if (inputs.length > MOST_NAMES) throw new HubError('BAD_USER_INPUT', `"inputs" takes at most ${MOST_NAMES} names, not ${inputs.length}.`);
  for (const [at, { name, limit }] of inputs.entries()) {
    if (name.length > LONGEST_NAME) throw new HubError('BAD_USER_INPUT', `Name ${at + 1} has more than ${LONGEST_NAME} characters.`);
    if (limit !== null && limit !== undefined && (limit < 1 || limit > MOST_CANDIDATES)) {
      throw new HubError('BAD_USER_INPUT', `"limit" of name ${at + 1} takes 1 to ${MOST_CANDIDATES}, not ${limit}.`);
    }
  }
  return inputs;
}

@Resolver(() => CityMatchResult)
export class CityMatchResolver {
  @Extensions({ cost: 5 })
  @Query(() => CityMatchResult, {
    description: 'Which city is this name? Also offered as a W3C reconciliation service at /reconcile for OpenRefine.',
  })
  async matchCity(
    @Arg('input', () => CityMatchInput, { description: 'The name, and whatever else is known.' }) input: CityMatchInput,
    @Ctx() { matcher }: MatchContext,
  ): Promise<CityMatchRow | undefined> {
    return (await matcher.cities(checked([input])))[0];
  }

  @Extensions({ cost: 50 })
  @Query(() => [CityMatchResult], { description: 'Up to 100 names at once, answers in the same order.' })
  matchCities(
    @Arg('inputs', () => [CityMatchInput], { description: 'The names, each with whatever else is known.' }) inputs: CityMatchInput[],
    @Ctx() { matcher }: MatchContext,
  ): Promise<CityMatchRow[]> {
    return matcher.cities(checked(inputs));
  }

  @FieldResolver(() => City, { nullable: true, description: 'Set only when the decision is `MATCH`.' })
  city(@Root() match: CityMatchRow, @Shown() loaders: Loaders): Promise<CityRow | null> {
    return loaders.one(cityById, match.cityId);
  }

  @FieldResolver(() => [CityMatchCandidate], { description: 'Best first.' })
  candidates(@Root() match: CityMatchRow): readonly CityMatchCandidateRow[] {
    return match.candidates;
  }
}

@Resolver(() => CityMatchCandidate)
export class CityMatchCandidateResolver {
  @FieldResolver(() => City, { description: 'The candidate.' })
  city(@Root() candidate: CityMatchCandidateRow, @Shown() loaders: Loaders): Promise<CityRow | null> {
    return loaders.one(cityById, candidate.cityId);
  }

  @FieldResolver(() => LocalizedName, { description: 'The recorded name that is like the one asked.' })
  matchedName(@Root() { matchedName }: CityMatchCandidateRow): LocalizedName {
    const script = scriptOf(matchedName.value);
    return { ...matchedName, script, isRightToLeft: isRightToLeft(script), kind: 'COMMON', validFrom: null, validTo: null };
  }
}
