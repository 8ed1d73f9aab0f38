import type { Document, DocumentVersion } from '#contracts/rag.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import { counted } from '../../../shared/text/amount-words.rules.js';

const types: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/vnd.ms-outlook': $localize`Outlook mail`,
  'message/rfc822': $localize`Mail`,
  'text/csv': 'CSV',
  'text/html': $localize`Web page`,
  'text/markdown': 'Markdown',
  'text/plain': $localize`Text`,
};

/** The kind of a file as people call it; empty while it is not known. */
export function typeWords(mediaType: string): string {
  if (mediaType.startsWith('image/')) return $localize`Image`;
  return types[mediaType] ?? '';
}

export function documentMark({ state }: Pick<Document, 'state'>): { readonly kind: MarkKind; readonly words: string } {
  switch (state) {
    case 'ready':
      return { kind: 'good', words: $localize`Ready` };
    case 'processing':
      return { kind: 'warn', words: $localize`Processing` };
    case 'failed':
      return { kind: 'bad', words: $localize`Failed` };
  }
}

export function versionMark({ state }: Pick<DocumentVersion, 'state'>): { readonly kind: MarkKind; readonly words: string } {
  return state === 'superseded' ? { kind: 'calm', words: $localize`Replaced` } : documentMark({ state });
}

/** "12 pages · 40 passages". */
export function extentWords({ pages, chunks }: Pick<Document, 'pages' | 'chunks'>): string {
  return [
    ...(pages !== null && pages > 0 ? [counted(pages, $localize`page`, $localize`pages`)] : []),
    ...(chunks > 0 ? [counted(chunks, $localize`passage`, $localize`passages`)] : []),
  ].join(' · ');
}

/** Where the file as it was sent can be saved; null where there is none. */
export function originalOf({ id, source, state }: Pick<Document, 'id' | 'source' | 'state'>, version?: number): string | null {
  if (source === 'file' || (state !== 'ready' && version === undefined)) return null;
  return `/api/rag/documents/${id}/file${version === undefined ? '' : `?version=${String(version)}`}`;
}

export function deleteDocumentQuestion({ title, version, chunks, state }: Document): Question {
  const versions = version > 1 ? $localize`all versions and their original files` : $localize`its original file`;
  return {
    heading: $localize`Delete “${title}”?`,
    consequences: [
      $localize`The document is removed with ${versions}${chunks > 0 ? $localize`, and ${counted(chunks, $localize`passage`, $localize`passages`)} from the search index` : ''}.`,
      ...(state === 'processing' ? [$localize`Reading it is cancelled.`] : []),
      $localize`Nobody can find or open it from now on. Answers already given keep the quotes in them, but their sources no longer open.`,
    ],
    undo: $localize`This can’t be undone. Backups made before still contain the document until they are deleted.`,
    act: $localize`Delete document`,
    isDangerous: true,
  };
}
