import { CityMatchCandidateResolver, CityMatchResolver } from './identity.resolver';

export { type MatchOptions, matchCommand } from './command';
export type { Matcher } from './matcher';
export { WorkerMatcher } from './worker-matcher';

/** Questions of identity: which city is this name? */
export const identityResolvers = [CityMatchResolver, CityMatchCandidateResolver];
