import type { Texts } from '../../translate.js';

export const knowledgeCollectionsTexts: Texts = {
  'Loading collections': 'Sammlungen werden geladen',
  'Documents that answers are drawn from, encrypted, each collection with its own key and its own readers.':
    'Dokumente, aus denen Antworten schöpfen: verschlüsselt, jede Sammlung mit eigenem Schlüssel und eigenen Lesenden.',
  'New collection': 'Neue Sammlung',
  'Collections. Select a name to see its documents.': 'Sammlungen. Wählen Sie einen Namen, um ihre Dokumente zu sehen.',
  'From config/knowledge.md': 'Aus config/knowledge.md',
  'No collections yet': 'Noch keine Sammlungen',
  'A collection holds documents that belong together, and says who may read them. Answers quote from the collections that the person asking may read, and from no others.':
    'Eine Sammlung enthält Dokumente, die zusammengehören, und legt fest, wer sie lesen darf. Antworten zitieren nur aus Sammlungen, die die fragende Person lesen darf.',
  'No collection is open to you. The operations team or an administrator can add you to one.':
    'Für Sie ist keine Sammlung offen. Das Betriebsteam oder die Administration kann Sie zu einer hinzufügen.',
  '{0} being read': '{0} in Arbeit',
  'Answers that use this collection are written by models on your own servers, or by quoting. Its text is never sent to a model provider outside.':
    'Antworten aus dieser Sammlung schreiben nur Modelle auf Ihren eigenen Servern, oder sie werden zitiert. Ihr Text wird nie an einen Modellanbieter außerhalb gesendet.',
  'The collection has no documents. Its name, description and readers are removed.':
    'Die Sammlung hat keine Dokumente. Ihr Name, ihre Beschreibung und ihre Lesenden werden entfernt.',
  '{0} with all versions and original files are removed, and {1} from the search index.':
    '{0} mit allen Versionen und Originaldateien werden entfernt, ebenso {1} aus dem Suchindex.',
  'Nobody can find or open any of it from now on. Files that are still being read are cancelled.':
    'Von nun an kann niemand mehr etwas davon finden oder öffnen. Dateien, die noch gelesen werden, werden abgebrochen.',
  'Answers already given keep the quotes in them, but their sources no longer open.':
    'Bereits gegebene Antworten behalten ihre Zitate, doch ihre Quellen öffnen sich nicht mehr.',
  'This can’t be undone. Backups made before still contain the collection until they are deleted.':
    'Das lässt sich nicht rückgängig machen. Frühere Sicherungen enthalten die Sammlung noch, bis sie gelöscht werden.',
  'Delete collection': 'Sammlung löschen',
  'Choose at least one reader.': 'Wählen Sie mindestens eine lesende Person oder Rolle.',
  'Optional. What the collection is about, for those who choose where to ask.':
    'Optional. Worum es in der Sammlung geht, für alle, die wählen, wo sie fragen.',
  'Stays here': 'Bleibt hier',
  'Edit collection': 'Sammlung bearbeiten',
  'Create collection': 'Sammlung erstellen',
};
