import type { Collection } from '#contracts/rag.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { readerNames, sortedReaders } from '../../../shared/readers/reader-words.rules.js';
import { counted, sizeWords } from '../../../shared/text/amount-words.rules.js';

/** "Clients, Operations team, 2 people". */
export function readersWords({ readers, isManaged, builtIn }: Pick<Collection, 'readers' | 'isManaged' | 'builtIn'>): string {
  if (isManaged || builtIn) return readerNames(readers);
  // Those who do not manage it are shown their own names alone.
  const { roles } = sortedReaders(readers);
  return roles.length > 0 ? readerNames(roles) : $localize`You`;
}

/** What is not as it should be in a collection; empty when all of it is ready. */
export function unreadyWords({ processing, failed }: Pick<Collection, 'processing' | 'failed'>): string {
  return [
    ...(processing > 0 ? [$localize`${counted(processing, $localize`document`, $localize`documents`)} being read`] : []),
    ...(failed > 0 ? [$localize`${counted(failed, $localize`document`, $localize`documents`)} failed`] : []),
  ].join(', ');
}

export function contentsWords({ documents, passages, size }: Pick<Collection, 'documents' | 'passages' | 'size'>): string {
  return [
    counted(documents, $localize`document`, $localize`documents`),
    counted(passages, $localize`passage`, $localize`passages`),
    ...(size > 0 ? [sizeWords(size)] : []),
  ].join(' · ');
}

export const staysHereHelp = $localize`Answers that use this collection are written by models on your own servers, or by quoting. Its text is never sent to a model provider outside.`;

export function deleteCollectionQuestion(collection: Collection): Question {
  const { name, documents, passages } = collection;
  return {
    heading: $localize`Delete “${name}”?`,
    consequences: [
      documents === 0
        ? $localize`The collection has no documents. Its name, description and readers are removed.`
        : $localize`${counted(documents, $localize`document`, $localize`documents`)} with all versions and original files are removed, and ${counted(passages, $localize`passage`, $localize`passages`)} from the search index.`,
      $localize`Nobody can find or open any of it from now on. Files that are still being read are cancelled.`,
      $localize`Answers already given keep the quotes in them, but their sources no longer open.`,
    ],
    undo: $localize`This can’t be undone. Backups made before still contain the collection until they are deleted.`,
    act: $localize`Delete collection`,
    isDangerous: true,
  };
}
