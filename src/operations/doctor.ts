import { openPostgres } from '../platform/postgres';
import { databaseFindings } from './doctor/database';
import { embeddedDatabase, embeddedPackage } from './doctor/embedded';
import { bad, type Finding, messageOf } from './doctor/finding';
import { freeSpace, nodeVersion } from './doctor/machine';

export type { Finding } from './doctor/finding';

export interface DoctorOptions {
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  /** Names of the hub's migrations, to tell which are pending. */
  readonly migrations?: readonly string[];
}

/**
 * Looks at everything the hub needs and tells what it found, in the order to mend it. An embedded server that does not run is
 * started for the look and stopped again; nothing is created or changed. Never throws, and never tells a password.
 */
export async function doctor(options: DoctorOptions): Promise<Finding[]> {
  const findings = [await attempted('Node.js', () => [nodeVersion()]), await attempted('disk space', () => [freeSpace(options.dataDir)])];
  const { databaseUrl } = options;
  findings.push(
    databaseUrl
      ? await attempted('database', () => databaseFindings(databaseUrl, options.migrations))
      : await attempted('database', () => embedded(options)),
  );
  return findings.flat().map((finding) => withoutPassword(finding, databaseUrl));
}

async function embedded({ dataDir, migrations }: DoctorOptions): Promise<Finding[]> {
  const programs = embeddedPackage();
  const { findings, usable } = await embeddedDatabase(dataDir);
  if (!programs.ok || !usable) return [programs, ...findings];
  return [programs, ...findings, ...(await attempted('database', () => startedDatabase(dataDir, migrations)))];
}

async function startedDatabase(dataDir: string, migrations?: readonly string[]): Promise<Finding[]> {
  const postgres = await openPostgres({ dataDir, purpose: 'command', say: () => undefined });
  try {
    return await databaseFindings(postgres.url, migrations);
  } finally {
    await postgres.stop();
  }
}

async function attempted(name: string, look: () => Finding[] | Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [bad(name, messageOf(error), 'Mend what is named above first; if this stays, restore the data folder from a backup.')];
  }
}

/** A driver's message may quote the address it was given. */
function withoutPassword(finding: Finding, url: string | undefined): Finding {
  const written = url && /:\/\/[^:@/]*:([^@]+)@/.exec(url)?.[1];
  if (!written) return finding;
  // Only where it stands as a password: a short one is part of many words.
  const hide = (text: string, password: string) => text.replaceAll(`:${password}@`, ':***@').replaceAll(`"${password}"`, '"***"');
  return { ...finding, detail: hide(hide(finding.detail, written), decoded(written)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
