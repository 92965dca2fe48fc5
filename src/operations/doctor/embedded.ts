import { type Inspection, inspectPostgres, packageLinksMissing, usersOfServer } from '../../platform/postgres';
import { bad, type Finding, good, messageOf } from './finding';

/** The programs npm installed for this kind of machine. */
export function embeddedPackage(): Finding {
  try {
    const missing = packageLinksMissing();
    return good('embedded PostgreSQL', missing === 0 ? 'installed' : `installed; ${missing} links are missing, the next start makes them`);
  } catch (error) {
    return bad('embedded PostgreSQL', messageOf(error), 'Run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or newer.');
  }
}

export interface EmbeddedFindings {
  readonly findings: Finding[];
  /** There is a database, and this account may open it. */
  readonly usable: boolean;
}

/** The data folder, who owns it, and the server on it; starts nothing. */
export async function embeddedDatabase(dataDir: string): Promise<EmbeddedFindings> {
  const seen = await inspectPostgres(dataDir);
  const folder = dataFolder(seen);
  if (seen.dataVersion === undefined) return { findings: [folder], usable: false };
  return { findings: [folder, await server(seen), port(seen)], usable: folder.ok };
}

function dataFolder({ dataDir, exists, readable, dataVersion, owner }: Inspection): Finding {
  const name = 'data folder';
  if (!exists) return good(name, `${dataDir} holds no database yet; npm start makes one`);
  const belongs = owner === undefined ? '' : `, owned by uid ${owner}`;
  if (!readable) {
    return bad(
      name,
      `${dataDir} is closed to this account${belongs}`,
      'Run the hub as the account that owns it, or set HUB_DATA_DIR to another folder.',
    );
  }
  if (dataVersion === undefined) {
    return bad(name, `${dataDir}/postgres holds no PostgreSQL data`, 'Restore it from a backup, or move it away to start afresh.');
  }
  return good(name, `${dataDir}, written by PostgreSQL ${dataVersion}${belongs}`);
}

async function server({ server: running, dataDir }: Inspection): Promise<Finding> {
  const name = 'database server';
  if (!running) return good(name, 'does not run; it starts with the hub');
  try {
    const users = await usersOfServer(dataDir);
    const used =
      users.length > 0 ? `used by ${users.join(', ')}` : 'left running by a hub that was ended by force; the next start takes it over';
    return good(name, `runs as process ${running.pid}, ${used}`);
  } catch (error) {
    return bad(name, messageOf(error), 'Restore the password file, or the whole data folder, from a backup.');
  }
}

function port({ server: running, port: last, portFree }: Inspection): Finding {
  const name = 'database port';
  if (running) return good(name, `${running.port}, in use by the database server`);
  if (last === undefined) return good(name, 'chosen at the next start');
  return good(name, portFree ? `${last}, free` : `${last} is taken by another program; the next start chooses another`);
}
