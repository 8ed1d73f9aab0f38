import type { Collection } from '#contracts/rag.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { readerNames, sortedReaders } from '../../../shared/readers/reader-words.rules.js';
import { counted, sizeWords } from '../../../shared/text/amount-words.rules.js';

/** "Clients, Operations team, 2 people". */
export function readersWords({ readers, isManaged, builtIn }: Pick<Collection, 'readers' | 'isManaged' | 'builtIn'>): string {
  if (isManaged || builtIn) return readerNames(readers);
  // Those who do not manage it are shown their own names alone.
  const { roles } = sortedReaders(readers);
  return roles.length > 0 ? readerNames(roles) : 'You';
}

/** What is not as it should be in a collection; empty when all of it is ready. */
export function unreadyWords({ processing, failed }: Pick<Collection, 'processing' | 'failed'>): string {
  return [
    ...(processing > 0 ? [`${counted(processing, 'document', 'documents')} being read`] : []),
    ...(failed > 0 ? [`${counted(failed, 'document', 'documents')} failed`] : []),
  ].join(', ');
}

export function contentsWords({ documents, passages, size }: Pick<Collection, 'documents' | 'passages' | 'size'>): string {
  return [
    counted(documents, 'document', 'documents'),
    counted(passages, 'passage', 'passages'),
    ...(size > 0 ? [sizeWords(size)] : []),
  ].join(' · ');
}

export const staysHereHelp =
  'Answers that use this collection are written by models on your own servers, or by quoting. Its text is never sent to a model provider outside.';

export function deleteCollectionQuestion(collection: Collection): Question {
  const { name, documents, passages } = collection;
  return {
    heading: `Delete “${name}”?`,
    consequences: [
      documents === 0
        ? 'The collection has no documents. Its name, description and readers are removed.'
        : `${counted(documents, 'document', 'documents')} with all versions and original files are removed, and ${counted(passages, 'passage', 'passages')} from the search index.`,
      'Nobody can find or open any of it from now on. Files that are still being read are cancelled.',
      'Answers already given keep the quotes in them, but their sources no longer open.',
    ],
    undo: 'This can’t be undone. Backups made before still contain the collection until they are deleted.',
    act: 'Delete collection',
    isDangerous: true,
  };
}
