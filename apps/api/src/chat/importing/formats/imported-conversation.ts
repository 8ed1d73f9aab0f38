import * as z from 'zod/mini';
import { MessageRole } from '#contracts/chat/chat.js';

/** A conversation from elsewhere in our terms. Parents come before their children. */
export const ImportedConversation = z.object({
  /** Its place in the file. */
  path: z.string(),
  /** What it is known by where it comes from. */
  sourceId: z.string(),
  title: z.string(),
  systemPrompt: z.nullable(z.string()),
  pinned: z.boolean(),
  archived: z.boolean(),
  folder: z.nullable(z.string()),
  tags: z.array(z.string()),
  messages: z.array(
    z.object({
      id: z.string(),
      parentId: z.nullable(z.string()),
      role: MessageRole,
      content: z.string(),
      model: z.nullable(z.string()),
      /** Milliseconds since 1970; null where the file does not say. */
      at: z.nullable(z.number()),
    }),
  ),
});
export type ImportedConversation = z.infer<typeof ImportedConversation>;
export type ImportedMessage = ImportedConversation['messages'][number];

/** What was left out: where it is in the file, and why. Never content. */
export const Skipped = z.object({ path: z.string(), reason: z.string() });
export type Skipped = z.infer<typeof Skipped>;

export type ImportSource = 'chatgpt' | 'open-webui' | 'librechat' | 'chatman';

/** A message as it is found, before what can't be shown is left out. */
export interface FoundNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly role: string;
  readonly content: string;
  readonly model: string | null;
  readonly at: number | null;
  readonly path: string;
  /** Why there is more to it than its text; null where there is not. */
  readonly lost: string | null;
}

/**
 * Messages in an order in which parents come first. What is neither a question nor an answer, and what is empty, is left out, and what
 * follows it follows its parent instead. A parent that is missing begins a branch; a circle is left out.
 */
export function treeOf(nodes: readonly FoundNode[], skipped: Skipped[]): ImportedMessage[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isKept = (node: FoundNode): boolean => (node.role === 'user' || node.role === 'assistant') && node.content.trim() !== '';
  for (const node of nodes) {
    if (node.lost !== null) skipped.push({ path: node.path, reason: node.lost });
    else if (node.content.trim() !== '' && !isKept(node)) skipped.push({ path: node.path, reason: 'not-a-question-or-answer' });
  }
  const parentOf = (node: FoundNode): string | null => {
    const seen = new Set([node.id]);
    for (let at = node.parentId; at !== null && !seen.has(at);) {
      const parent = byId.get(at);
      if (parent === undefined) return null;
      if (isKept(parent)) return parent.id;
      seen.add(at);
      at = parent.parentId;
    }
    return null;
  };
  const children = Map.groupBy(nodes.filter(isKept), parentOf);
  const ordered: ImportedMessage[] = [];
  const waiting = [...(children.get(null) ?? [])].toReversed();
  while (waiting.length > 0) {
    const { id, role, content, model, at, ...node } = waiting.pop()!;
    ordered.push({
      id,
      parentId: parentOf({ id, role, content, model, at, ...node }),
      role: role as 'user' | 'assistant',
      content,
      model,
      at,
    });
    waiting.push(...(children.get(id) ?? []).toReversed());
  }
  return ordered;
}
