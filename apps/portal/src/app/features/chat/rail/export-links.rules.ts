import type { ExportFormat } from '#contracts/chat/chat-export.js';

const forms: readonly { readonly format: ExportFormat; readonly words: string }[] = [
  { format: 'markdown', words: 'Markdown' },
  { format: 'html', words: $localize`Web page (HTML)` },
  { format: 'json', words: 'JSON' },
];

/** The addresses of a conversation as a file, or of several, or all of them. The browser saves what comes, however much it is. */
export function exportLinks(
  what: { readonly id: string } | { readonly ids: readonly string[] } | 'all',
): { readonly words: string; readonly address: string }[] {
  const path = what !== 'all' && 'id' in what ? `/api/chat/conversations/${what.id}/export` : '/api/chat/export';
  const only = what !== 'all' && 'ids' in what ? `&ids=${what.ids.join(',')}` : '';
  return forms.map(({ format, words }) => ({ words, address: `${path}?format=${format}${only}` }));
}
