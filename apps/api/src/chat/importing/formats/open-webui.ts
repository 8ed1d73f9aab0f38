import { treeOf, type FoundNode, type ImportedConversation, type Skipped } from './imported-conversation.js';
import { listIn, objectIn, textIn, textOrNull, timeIn, type Loose } from './loose.js';
import { withAttachments } from './chatgpt.js';

/** Chats exported from Open WebUI: a list, or one, each with a `chat` that has a `history`. */
export function isOpenWebUi(value: unknown): boolean {
  return (Array.isArray(value) ? value : [value]).some((each) => 'chat' in objectIn(each));
}

export function fromOpenWebUi(value: unknown, skipped: Skipped[]): ImportedConversation[] {
  return (Array.isArray(value) ? value : [value]).map((each, index) => {
    const outer = objectIn(each);
    const chat = objectIn(outer['chat']);
    const path = `chats[${String(index)}]`;
    const history = objectIn(objectIn(chat['history'])['messages']);
    const listed = listIn(chat['messages']).map(objectIn);
    const found = Object.keys(history).length > 0 ? Object.values(history).map(objectIn) : listed;
    return {
      path,
      sourceId: textIn(outer['id']) || textIn(chat['id']),
      title: textIn(outer['title']) || textIn(chat['title']),
      systemPrompt: textOrNull(chat['system']) ?? textOrNull(objectIn(chat['params'])['system']),
      pinned: outer['pinned'] === true,
      archived: outer['archived'] === true,
      folder: null,
      tags: listIn(objectIn(outer['meta'])['tags'])
        .map(textIn)
        .filter((tag) => tag !== ''),
      messages: treeOf(
        found.map((message, at) => nodeOf(message, `${path}.messages[${String(at)}]`)),
        skipped,
      ),
    };
  });
}

function nodeOf(message: Loose, path: string): FoundNode {
  const files = listIn(message['files'])
    .map((file) => textIn(objectIn(file)['name']))
    .filter((name) => name !== '');
  return {
    id: textIn(message['id']),
    parentId: textOrNull(message['parentId']),
    role: textIn(message['role']),
    content: withAttachments(textIn(message['content']), files),
    model: textOrNull(message['model']),
    at: timeIn(message['timestamp']),
    path,
    lost: listIn(message['files']).length > 0 ? 'files-and-images-left-out' : null,
  };
}
