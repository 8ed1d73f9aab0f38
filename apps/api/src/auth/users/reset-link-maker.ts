import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ResetLink } from '#contracts/auth/people/users.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { linkLasts, ResetLinksRepository } from './reset-links.repository.js';

/** Makes the one-time links by which people choose a password. `ResetLinks` takes them back. */
@Injectable()
export class ResetLinkMaker {
  constructor(
    private readonly links: ResetLinksRepository,
    private readonly clock: Clock,
  ) {}

  async make(tx: Tx, userId: string, madeBy: string): Promise<ResetLink> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + linkLasts);
    await this.links.put(tx, { userId, tokenHash: resetTokenHash(token), madeBy, expiresAt });
    // Behind the `#`, so that the secret reaches no server log on its way.
    return { path: `/reset-password#${token}`, token, expiresAt: expiresAt.toISOString() };
  }
}

export function resetTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
