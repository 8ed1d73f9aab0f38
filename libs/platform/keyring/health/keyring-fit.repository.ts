import { asRole } from '../../postgres/roles/roles.js';
import { foreignKeyring } from '../keyring.errors.js';
import type { OpenedMaster } from '../master/master-password.js';
import { learnWrapKeys } from '../master/wrap-key-bridge.js';

interface Row {
  readonly wrap_key_id: string;
  readonly state: 'current' | 'incoming';
  readonly bridge_id?: string | null;
  readonly bridge?: Buffer | null;
  readonly bridge_from?: string | null;
}

/**
 * Whether the keys in a database are under the present master password, checked before any migration has touched it: its tables may be of any
 * version. Without a master password (a first start) it must hold no keys.
 *
 * @throws MasterPasswordRefused otherwise; nothing was written
 */
export async function refuseForeignKeyring(ownerUrl: string, master: Pick<OpenedMaster, 'keys'> | null): Promise<void> {
  const rows = await asRole(ownerUrl, async (client) => {
    const { rows: found } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('keyring.master_key') IS NOT NULL AS there`,
    );
    return found[0]!.there ? (await client.query<Row>('SELECT * FROM keyring.master_key')).rows : [];
  });
  if (rows.length === 0) return;
  const known = new Map(master === null ? [] : [[master.keys.wrapKeyId, master.keys.key('wrap')]]);
  const stored = rows.map((row) => ({
    wrapKeyId: row.wrap_key_id,
    bridgeId: row.bridge_id ?? null,
    bridge: row.bridge ?? null,
    bridgeFrom: row.bridge_from ?? null,
  }));
  learnWrapKeys(known, stored);
  if (!rows.some((row) => row.state === 'current' && known.has(row.wrap_key_id))) throw foreignKeyring();
}
