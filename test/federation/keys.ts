import { createKeyCommand } from '../../src/catalog';
import type { SmallHub } from './small-hub';

/** A key of an administrator of one of the small hub's networks. */
export async function partnerKey({ db }: SmallHub, organization: 'a-network' | 'b-network'): Promise<string> {
  const said: string[] = [];
  await createKeyCommand(db, { organization, role: 'PARTNER_ADMIN', name: `Key of ${organization}` }, (line) => said.push(line));
  return said.at(-1)!;
}
