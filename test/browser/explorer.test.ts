import { sql } from '../../src/platform/sql';
import { type Browsing, browse, describeInBrowser } from '../kit/browser';
import { type ServedHub, serve } from '../kit/serve';
import { loadedWorld } from '../kit/world';

describeInBrowser('The explorer, without the internet', () => {
  let hub: ServedHub;
  let browsing: Browsing;
  let change: () => Promise<void>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const db = await loadedWorld();
    hub = await serve(db);
    change = async () => void (await db.rows(sql`UPDATE city SET population = population + 1 WHERE slug = 'ma-tangier'`));
    browsing = await browse();
    close = async () => {
      await browsing.close();
      await hub.close();
      await db.close();
    };
  }, 120_000);
  afterAll(() => close());

  it('is where the front door leads, and opens with a golden question', async () => {
    await browsing.page.goto(hub.url, { waitUntil: 'networkidle' });
    expect(new URL(browsing.page.url()).pathname).toBe('/explorer');
    await browsing.page.getByText('query Declaration').first().waitFor({ timeout: 20_000 });
  }, 60_000);

  it('answers it at a click', async () => {
    await browsing.page.getByRole('button', { name: /execute query/i }).click();
    await browsing.page.locator('.result-window').getByText('Declaration of intent').first().waitFor({ timeout: 20_000 });
  }, 60_000);

  it('follows a subscription', async () => {
    const query = 'subscription { changeRecorded { entityType } }';
    await browsing.page.goto(`${hub.url}/explorer?query=${encodeURIComponent(query)}`);
    await browsing.page.getByRole('button', { name: /execute query/i }).click();
    const told = browsing.page.locator('.result-window').getByText('"City"').first();
    const changing = setInterval(() => void change(), 200);
    await told.waitFor({ timeout: 20_000 }).finally(() => clearInterval(changing));
  }, 60_000);

  it('comes back to the tab that was open last, and opens no empty one', async () => {
    const { page } = browsing;
    const visit = async (path: string, text: string) => {
      await page.goto(`${hub.url}${path}`);
      await page.locator('.graphiql-query-editor').getByText(text).first().waitFor({ timeout: 20_000 });
      // Tabs are kept a moment after they were last touched.
      await page.waitForFunction((open) => {
        const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState') ?? '{"tabs":[]}');
        return tabs[activeTabIndex]?.query.includes(open);
      }, text);
      return page.locator('.graphiql-tab-button').count();
    };
    await page.evaluate(() => localStorage.clear());
    expect(await visit('/explorer', 'Declaration')).toBe(1);
    const many = await visit(`/explorer?query=${encodeURIComponent('query Served { hub { version } }')}`, 'Served');
    expect(await visit('/explorer', 'Served')).toBe(many);
    expect(await visit('/explorer', 'Served')).toBe(many);
  }, 90_000);

  it('reached nothing outside this machine and complained of nothing', () => {
    expect(browsing.outside).toEqual([]);
    expect(browsing.complaints).toEqual([]);
  });
});

describeInBrowser('Apollo Sandbox, without the internet', () => {
  it('says how to reach the local explorer', async () => {
    const db = await loadedWorld();
    const hub = await serve(db);
    const browsing = await browse();
    await browsing.page.goto(`${hub.url}/graphql`);
    await browsing.page
      .getByRole('link', { name: /explorer/i })
      .first()
      .waitFor({ timeout: 20_000 });
    expect(browsing.outside.every((url) => /apollographql\.com|fonts\.(googleapis|gstatic)\.com/.test(url))).toBe(true);
    await Promise.all([browsing.close(), hub.close()]);
    await db.close();
  }, 120_000);
});
