import type { Texts } from '../../translate.js';

export const accountImportTexts: Texts = {
  'Already here': 'Schon vorhanden',
  'Files and images were left out; the text came along': 'Dateien und Bilder wurden ausgelassen, der Text ist dabei',
  'Neither a question nor an answer, such as a step of a tool': 'Weder Frage noch Antwort, etwa der Schritt eines Werkzeugs',
  'Conversations without messages': 'Unterhaltungen ohne Nachrichten',
  'Conversations without an id, which could not be told from one another':
    'Unterhaltungen ohne Kennung, die sich nicht unterscheiden ließen',
  Importing: 'Wird importiert',
  'Importing, {0} of {1}': 'Wird importiert, {0} von {1}',
  'Cancelled. What had been imported by then stays.': 'Abgebrochen. Was bis dahin importiert war, bleibt.',
  'The import failed. What had been imported by then stays.':
    'Der Import ist fehlgeschlagen. Was bis dahin importiert war, bleibt.',
  'Reading the file': 'Die Datei wird gelesen',
  'Cancel import': 'Import abbrechen',
  'Loading your imports': 'Ihre Importe werden geladen',
  Imports: 'Importe',
  'From ChatGPT, Open WebUI, LibreChat or another Chat Man: titles, branches, times and the names of the models come along, files and images don’t. Everything is encrypted with your own key, and the same file twice makes nothing twice.':
    'Aus ChatGPT, Open WebUI, LibreChat oder einem anderen Chat Man: Titel, Verzweigungen, Zeiten und die Namen der Modelle kommen mit, Dateien und Bilder nicht. Alles wird mit Ihrem eigenen Schlüssel verschlüsselt, und dieselbe Datei ein zweites Mal legt nichts doppelt an.',
  'How to get the file': 'So erhalten Sie die Datei',
  'Settings › Data controls › Export data. The link in the e-mail leads to a ZIP.':
    'Einstellungen › Datenkontrollen › Daten exportieren. Der Link in der E-Mail führt zu einem ZIP-Archiv.',
  'Settings › Chats › Export chats.': 'Einstellungen › Chats › Chats exportieren.',
  'In each conversation: the menu › Export, as JSON, with branches.':
    'In jeder Unterhaltung: Menü › Exportieren, als JSON, mit Verzweigungen.',
  'At the end of the list of conversations: Export all conversations › JSON.':
    'Am Ende der Liste der Unterhaltungen: Alle Unterhaltungen exportieren › JSON.',
  'Your imports': 'Ihre Importe',
  'Back to your conversations': 'Zurück zu Ihren Unterhaltungen',
  'Drop an export here: <code>conversations.json</code>, or the ZIP it came in':
    'Legen Sie hier einen Export ab: <code>conversations.json</code> oder das ZIP-Archiv, in dem er kam',
  'Choose a file': 'Datei wählen',
  'Processing of your data is restricted: you can’t import conversations now.':
    'Die Verarbeitung Ihrer Daten ist eingeschränkt: Sie können jetzt keine Unterhaltungen importieren.',
  'Nothing imported in the last 30 days.': 'In den letzten 30 Tagen wurde nichts importiert.',
  '{0}: nothing new.': '{0}: nichts Neues.',
  ChatGPT: 'ChatGPT',
  'Open WebUI': 'Open WebUI',
  LibreChat: 'LibreChat',
};
