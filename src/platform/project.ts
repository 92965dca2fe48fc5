import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json: the same whether the code runs from `src` or from `dist`, and from any working folder. */
export const PROJECT_FOLDER = folderWithPackage(__dirname);

/** Version of the program. */
export const VERSION: string = (JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8')) as { version: string }).version;

function folderWithPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? process.cwd() : folderWithPackage(parent);
}
