import { treeOf, type FoundNode, type ImportedConversation, type Skipped } from './imported-conversation.js';
import { listIn, objectIn, textIn, textOrNull, timeIn, type Loose } from './loose.js';
import { withAttachments } from './chatgpt.js';

/** What LibreChat writes for messages without a parent. */
const noParent = '00000000-0000-0000-0000-000000000000';

/** A conversation exported from LibreChat, or a list of them: `conversationId` and messages, flat or in one another. */
export function isLibreChat(value: unknown): boolean {
  return (Array.isArray(value) ? value : [value]).some((each) => {
    const { conversationId, messages, messagesTree } = objectIn(each);
    return typeof conversationId === 'string' && (Array.isArray(messages) || Array.isArray(messagesTree));
  });
}

export function fromLibreChat(value: unknown, skipped: Skipped[]): ImportedConversation[] {
  return (Array.isArray(value) ? value : [value]).map((each, index) => {
    const conversation = objectIn(each);
    const path = `conversations[${String(index)}]`;
    const { messages, messagesTree } = conversation;
    const nodes = nodesIn(listIn(messages ?? messagesTree), null, `${path}.messages`);
    return {
      path,
      sourceId: textIn(conversation['conversationId']),
      title: textIn(conversation['title']),
      systemPrompt: textOrNull(objectIn(conversation['options'])['promptPrefix']),
      pinned: false,
      archived: conversation['isArchived'] === true,
      folder: null,
      tags: listIn(conversation['tags'])
        .map(textIn)
        .filter((tag) => tag !== ''),
      messages: treeOf(nodes, skipped),
    };
  });
}

function nodesIn(messages: readonly unknown[], parentId: string | null, path: string): FoundNode[] {
  return messages.flatMap((each, index) => {
    const message = objectIn(each);
    const at = `${path}[${String(index)}]`;
    const node = nodeOf(message, parentId, at);
    return [node, ...nodesIn(listIn(message['children']), node.id, `${at}.children`)];
  });
}

function nodeOf(message: Loose, above: string | null, path: string): FoundNode {
  const files = listIn(message['files'])
    .map((file) => textIn(objectIn(file)['filename']))
    .filter((name) => name !== '');
  const parts = listIn(message['content'])
    .map((part) => objectIn(part))
    .filter(({ type }) => type === 'text');
  const parent = textOrNull(message['parentMessageId']);
  return {
    id: textIn(message['messageId']),
    parentId: parent === noParent ? null : (parent ?? above),
    role: message['isCreatedByUser'] === true ? 'user' : 'assistant',
    content: withAttachments(
      textIn(message['text']) || parts.map(({ text }) => textIn(text) || textIn(objectIn(text)['value'])).join('\n\n'),
      files,
    ),
    model: textOrNull(message['model']),
    at: timeIn(message['createdAt']),
    path,
    lost: files.length > 0 ? 'files-and-images-left-out' : null,
  };
}
