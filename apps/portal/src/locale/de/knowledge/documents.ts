import type { Texts } from '../../translate.js';

export const knowledgeDocumentsTexts: Texts = {
  'Download version {0}': 'Version {0} herunterladen',
  'Read version {0}': 'Version {0} lesen',
  'Document deleted.': 'Dokument gelöscht.',
  'The newest file could not be taken in, so version {0} stays in use.':
    'Die neueste Datei ließ sich nicht aufnehmen, deshalb bleibt Version {0} in Gebrauch.',
  Progress: 'Fortschritt',
  Contents: 'Inhalt',
  'Read the text': 'Text lesen',
  'Upload new version': 'Neue Version hochladen',
  'Delete document': 'Dokument löschen',
  'There is no file in it. Nothing was uploaded.': 'Darin ist keine Datei. Nichts wurde hochgeladen.',
  'Collection deleted.': 'Sammlung gelöscht.',
  'This collection doesn’t exist, or isn’t open to you. <link>All collections</link>':
    'Diese Sammlung gibt es nicht, oder sie ist für Sie nicht offen. <link>Alle Sammlungen</link>',
  'Loading documents': 'Dokumente werden geladen',
  '{0} · Readers: {1}': '{0} · Lesende: {1}',
  'Upload files': 'Dateien hochladen',
  'Upload folder': 'Ordner hochladen',
  'Documents. Select a title to open the document beside the list.':
    'Dokumente. Wählen Sie einen Titel, um das Dokument neben der Liste zu öffnen.',
  'New version failed': 'Neue Version fehlgeschlagen',
  'No documents yet': 'Noch keine Dokumente',
  'Drop files or folders here, or choose them: PDF, Word, Excel, PowerPoint, web pages, Markdown, CSV, mail, text and images. Each file is encrypted as it arrives and read on this server. Its text can be found as soon as it is ready.':
    'Legen Sie hier Dateien oder Ordner ab oder wählen Sie welche aus: PDF, Word, Excel, PowerPoint, Webseiten, Markdown, CSV, E-Mail, Text und Bilder. Jede Datei wird beim Eintreffen verschlüsselt und auf diesem Server gelesen. Ihr Text lässt sich finden, sobald sie bereit ist.',
  'Nothing is ready to be read in this collection.': 'In dieser Sammlung ist nichts zum Lesen bereit.',
  'Drop files to add them to this collection': 'Legen Sie Dateien ab, um sie dieser Sammlung hinzuzufügen',
  'Outlook mail': 'Outlook-E-Mail',
  Image: 'Bild',
  Replaced: 'Ersetzt',
  'all versions and their original files': 'allen Versionen und ihren Originaldateien',
  'its original file': 'seiner Originaldatei',
  'The document is removed with {0}{1}.': 'Das Dokument wird mit {0} entfernt{1}.',
  ', and {0} from the search index': ', ebenso {0} aus dem Suchindex',
  'Reading it is cancelled.': 'Das Lesen wird abgebrochen.',
  'Nobody can find or open it from now on. Answers already given keep the quotes in them, but their sources no longer open.':
    'Von nun an kann es niemand mehr finden oder öffnen. Bereits gegebene Antworten behalten ihre Zitate, doch ihre Quellen öffnen sich nicht mehr.',
  'This can’t be undone. Backups made before still contain the document until they are deleted.':
    'Das lässt sich nicht rückgängig machen. Frühere Sicherungen enthalten das Dokument noch, bis sie gelöscht werden.',
};
