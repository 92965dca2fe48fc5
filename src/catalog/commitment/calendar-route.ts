import { today } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { HubError } from '../../platform/errors';
import { acceptedLanguages } from '../../platform/language';
import { calendarOf } from './calendar';

/** What this route uses of the server; only the server knows which one it is. */
interface Request {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: unknown;
  readonly params: unknown;
}

interface Reply {
  type(type: string): Reply;
  header(name: string, value: string): Reply;
}

export interface CalendarApp {
  get(url: string, handler: (request: Request, reply: Reply) => Promise<string>): unknown;
}

/** `GET /calendars/SLUG.ics?language=fr`: what an organisation has to follow up, for any calendar program to subscribe to. */
export function serveCalendars(app: CalendarApp, db: Database): void {
  app.get('/calendars/:slug.ics', async ({ headers, query, params }, reply) => {
    const { slug } = params as { readonly slug: string };
    const { language } = query as { readonly language?: unknown };
    const asked = typeof language === 'string' ? language : (headers['accept-language'] as string | undefined);
    const text = await calendarOf(db, { slug: slug.slice(0, 200), languages: acceptedLanguages(asked), day: today() });
    if (text === null) throw new HubError('NOT_FOUND', 'No organisation has this slug.');
    reply.type('text/calendar; charset=utf-8').header('cache-control', 'public, max-age=900').header('vary', 'accept-language');
    return text;
  });
}
