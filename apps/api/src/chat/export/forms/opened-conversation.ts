import type { ExportedHeading, ExportedMessage } from '#contracts/chat/chat-export.js';
import type { Place } from '../reading-order.rules.js';

export interface PlacedMessage extends Place {
  readonly message: ExportedMessage;
}

/** A conversation that is read while it is written out. Its messages can be read once. */
export interface OpenedConversation {
  readonly conversation: ExportedHeading;
  readonly messages: AsyncIterable<PlacedMessage>;
}

/** A form in which one conversation is one file. */
export interface ExportForm {
  readonly mediaType: string;
  readonly extension: string;
  write(opened: OpenedConversation): AsyncGenerator<string>;
}
