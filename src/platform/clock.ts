/** Today's date in UTC, `YYYY-MM-DD`. Only resolvers and commands ask; everything below them takes the day as a parameter. */
export function today(): string {
  const now = Date.now();
  if (now < day.start || now >= day.start + DAY) day = { start: now - (now % DAY), text: new Date(now).toISOString().slice(0, 10) };
  return day.text;
}

/** Milliseconds. */
const DAY = 86_400_000;

/** The day last told: every list of a page of lists asks for it. */
let day = { start: Number.POSITIVE_INFINITY, text: '' };
