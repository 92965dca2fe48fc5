import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../../src/platform/project';
import { answer } from '../kit/ask';
import { loadedWorld } from '../kit/world';

it('answers the question of the README as the README says', async () => {
  const readme = readFileSync(join(PROJECT_FOLDER, 'README.md'), 'utf8');
  const [, question, said] = /```graphql\n([^`]*)```\s*<!-- answer -->\s*```json\n([^`]*)```/.exec(readme) ?? [];
  const db = await loadedWorld();
  expect(JSON.parse(said ?? '')).toEqual({ data: JSON.parse(JSON.stringify(await answer(db, question ?? ''))) });
  await db.close();
}, 120_000);
