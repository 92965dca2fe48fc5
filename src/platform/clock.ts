/** Today's date in UTC, `YYYY-MM-DD`. Only resolvers and commands ask; everything below them takes the day as a parameter. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
