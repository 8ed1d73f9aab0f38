import type { Texts } from '../../translate.js';

export const chatTexts: Texts = {
  Archive: 'Archivieren',
  'New conversation': 'Neue Unterhaltung',
  'Shared conversation': 'Geteilte Unterhaltung',
  'Loading the conversation': 'Die Unterhaltung wird geladen',
  'Shared with me': 'Mit mir geteilt',
  'This doesn’t exist, or you don’t have access to it.': 'Das gibt es nicht, oder Sie haben keinen Zugriff darauf.',
  Pin: 'Anheften',
  'More actions for {0}': 'Weitere Aktionen für {0}',
  'Search<kbd>Ctrl Shift F</kbd>': 'Suchen<kbd>Ctrl Shift F</kbd>',
  'Conversation title': 'Titel der Unterhaltung',
  Damaged: 'Beschädigt',
  'Search conversations': 'Unterhaltungen durchsuchen',
  'All words have to be there; “several words” in quotes in that order. Narrow it with folder: tag: is:pinned is:archived before:2026-03-01 after:2026-01-01':
    'Alle Wörter müssen vorkommen; „mehrere Wörter“ in Anführungszeichen in dieser Folge. Eingrenzen mit folder: tag: is:pinned is:archived before:2026-03-01 after:2026-01-01',
  'No messages with “{0}”.': 'Keine Nachrichten mit „{0}“.',
  'Close source': 'Quelle schließen',
  'Loading the passage': 'Die Textstelle wird geladen',
  'Passage in context': 'Textstelle im Zusammenhang',
  'This is the passage the answer refers to:': 'Auf diese Textstelle bezieht sich die Antwort:',
  Sources: 'Quellen',
  'To connect one, start Ollama on this machine or set <code>OLLAMA_BASE_URL</code> to its address, then restart Chat Man.':
    'Um eines zu verbinden, starten Sie Ollama auf diesem Rechner oder setzen Sie <code>OLLAMA_BASE_URL</code> auf seine Adresse, und starten Sie Chat Man neu.',
  Regenerate: 'Neu erzeugen',
  'My prompts': 'Meine Vorlagen',
  'About me: instructions for every answer': 'Über mich: Anweisungen für jede Antwort',
  'Processing of your data is restricted: you can read your conversations, but not ask new questions.':
    'Die Verarbeitung Ihrer Daten ist eingeschränkt: Sie können Ihre Unterhaltungen lesen, aber keine neuen Fragen stellen.',
  'Not connected. Your draft is kept.': 'Nicht verbunden. Ihr Entwurf bleibt erhalten.',
  'Print this conversation': 'Diese Unterhaltung drucken',
  'Search in conversations': 'In Unterhaltungen suchen',
  'Stop the answer': 'Antwort stoppen',
  'Send the question, or queue it while an answer is written':
    'Frage senden, oder einreihen, während eine Antwort geschrieben wird',
  'Edit the last question, from an empty field': 'Letzte Frage bearbeiten, aus leerem Feld',
  'Choose a prompt, at the start of a question': 'Vorlage wählen, am Anfang einer Frage',
  'Focus the question field': 'Zum Fragefeld',
  'Conversation not found': 'Unterhaltung nicht gefunden',
  'It was deleted, or it belongs to someone else.': 'Sie wurde gelöscht, oder sie gehört jemand anderem.',
  'This conversation couldn’t be opened': 'Diese Unterhaltung ließ sich nicht öffnen',
};
