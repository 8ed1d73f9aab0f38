import { createHash } from 'node:crypto';
import { readExport, type ReadExport } from './importing/formats/read-export.js';
import type { ImportedConversation } from './importing/formats/imported-conversation.js';

/** For the operator's tool: what an export holds, as an import would take it in. @throws Problem `not-an-export` */
export function conversationsInExport(bytes: Uint8Array): ReadExport {
  return readExport(bytes);
}

/** Equal for conversations with the same messages in the same branches, whatever their ids and times. */
export function fingerprintOf({ messages }: ImportedConversation): string {
  const byId = new Map<string, string>();
  for (const { id, parentId, role, content } of messages)
    byId.set(id, hashed([role, content, parentId === null ? '' : (byId.get(parentId) ?? '')]));
  return hashed([...byId.values()].sort());
}

function hashed(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
