import type { MessageAttachment } from '#contracts/chat/attachments.js';
import type { Feedback, MessageRole, MessageStatus } from '#contracts/chat/chat.js';
import type { Citation, Provenance } from '#contracts/rag.js';

/** A message as its owner sees it. */
export interface MessageRecord {
  readonly id: string;
  readonly conversationId: string;
  readonly parentId: string | null;
  readonly role: MessageRole;
  readonly status: MessageStatus;
  readonly content: string;
  readonly citations: Citation[];
  readonly provenance: Provenance | null;
  readonly feedback: Feedback | null;
  readonly generationId: string | null;
  readonly errorCode: string | null;
  /** Files that a question was asked with; absent where there are none. */
  readonly attachmentIds?: readonly string[];
  /** The same with what is shown of them. */
  readonly attachments?: MessageAttachment[];
  /** Whether something of it does not open. */
  readonly damaged?: boolean;
  readonly createdAt: Date;
}
