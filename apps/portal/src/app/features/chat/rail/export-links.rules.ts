import type { ExportFormat } from '#contracts/chat/chat-export.js';

const forms: readonly { readonly format: ExportFormat; readonly words: string }[] = [
  { format: 'markdown', words: 'Markdown' },
  { format: 'html', words: 'Web page (HTML)' },
  { format: 'json', words: 'JSON' },
];

/** The addresses of a conversation as a file, or of all of them. The browser saves what comes, however much it is. */
export function exportLinks(conversationId: string | null): { readonly words: string; readonly address: string }[] {
  const path = conversationId === null ? '/api/chat/export' : `/api/chat/conversations/${conversationId}/export`;
  return forms.map(({ format, words }) => ({ words, address: `${path}?format=${format}` }));
}
