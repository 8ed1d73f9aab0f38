import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database/transactions.js';

@Injectable()
export class KnownDevicesRepository {
  /** Records the use of this browser. Returns whether the account was used before, but never from this one. */
  async see(tx: Tx, userId: string, deviceHash: Buffer, now: Date): Promise<'known' | 'new' | 'first'> {
    const [{ others }]: [{ others: boolean }] = await tx.query(
      'SELECT EXISTS (SELECT FROM auth.known_device WHERE user_id = $1 AND device_hash <> $2) AS others',
      [userId, deviceHash],
    );
    const [{ added }]: [{ added: boolean }] = await tx.query(
      `INSERT INTO auth.known_device (user_id, device_hash, last_seen_at) VALUES ($1, $2, $3)
       ON CONFLICT (user_id, device_hash) DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at RETURNING xmax = 0 AS added`,
      [userId, deviceHash, now],
    );
    if (!added) return 'known';
    return others ? 'new' : 'first';
  }

  async forgetBefore(tx: Tx, moment: Date): Promise<void> {
    await tx.query('DELETE FROM auth.known_device WHERE last_seen_at < $1', [moment]);
  }
}
