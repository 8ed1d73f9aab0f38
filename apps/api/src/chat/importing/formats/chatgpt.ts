import { treeOf, type FoundNode, type ImportedConversation, type Skipped } from './imported-conversation.js';
import { listIn, objectIn, textIn, textOrNull, timeIn, type Loose } from './loose.js';

/** `conversations.json` of ChatGPT: a list, each with a `mapping` of nodes. */
export function isChatGpt(value: unknown): boolean {
  return Array.isArray(value) && value.some((each) => 'mapping' in objectIn(each));
}

export function fromChatGpt(value: unknown, skipped: Skipped[]): ImportedConversation[] {
  return listIn(value).map((each, index) => {
    const conversation = objectIn(each);
    const path = `conversations[${String(index)}]`;
    const nodes = Object.entries(objectIn(conversation['mapping'])).map(([id, node]) => nodeOf(id, objectIn(node), path));
    return {
      path,
      sourceId: textIn(conversation['conversation_id']) || textIn(conversation['id']),
      title: textIn(conversation['title']),
      systemPrompt: null,
      pinned: conversation['is_starred'] === true,
      archived: conversation['is_archived'] === true,
      folder: null,
      tags: [],
      messages: treeOf(nodes, skipped),
    };
  });
}

function nodeOf(id: string, node: Loose, path: string): FoundNode {
  const message = objectIn(node['message']);
  const content = objectIn(message['content']);
  const parts = listIn(content['parts']);
  const text = parts.filter((part) => typeof part === 'string').join('\n\n') || textIn(content['text']);
  const metadata = objectIn(message['metadata']);
  const attachments = listIn(metadata['attachments'])
    .map((file) => textIn(objectIn(file)['name']))
    .filter((name) => name !== '');
  const isHidden = metadata['is_visually_hidden_from_conversation'] === true;
  return {
    id,
    parentId: textOrNull(node['parent']),
    role: isHidden ? 'hidden' : textIn(objectIn(message['author'])['role']),
    content: withAttachments(text, attachments),
    model: textOrNull(metadata['model_slug']),
    at: timeIn(message['create_time']),
    path: `${path}.mapping[${id.slice(0, 40)}]`,
    lost: parts.some((part) => typeof part !== 'string') ? 'files-and-images-left-out' : null,
  };
}

/** The names stay where the files can't. */
export function withAttachments(text: string, names: readonly string[]): string {
  return names.length === 0 ? text : `${text}\n\n${names.map((name) => `[${name}]`).join(' ')}`.trim();
}
