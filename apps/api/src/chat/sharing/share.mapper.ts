import type { Share, SharedConversation, SharedThread } from '#contracts/chat/shares.js';
import type { ShareRow } from './share.entity.js';
import type { ShareRecord } from './share.repository.js';
import type { OwnedBy } from './share.service.js';

/** How shares leave this room: times as ISO text; readers for their owner alone. */
export function shareDto({ id, conversationId, title, readers, createdAt, expiresAt }: ShareRecord): Share {
  return { id, conversationId, title, readers: [...readers], ...times({ createdAt, expiresAt }) };
}

export function sharedDto({ id, title, owner, createdAt, expiresAt }: OwnedBy<Omit<ShareRow, 'messages'>>): SharedConversation {
  return { id, title, owner, ...times({ createdAt, expiresAt }) };
}

export function sharedThreadDto(share: OwnedBy<ShareRow>): SharedThread {
  return { ...sharedDto(share), messages: share.messages };
}

function times({ createdAt, expiresAt }: Pick<ShareRow, 'createdAt' | 'expiresAt'>): Pick<Share, 'createdAt' | 'expiresAt'> {
  return { createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null };
}
