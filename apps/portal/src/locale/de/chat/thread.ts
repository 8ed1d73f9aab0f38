import type { Texts } from '../../translate.js';

export const chatThreadTexts: Texts = {
  'No model, passages only': 'Kein Modell, nur Textstellen',
  'Model: {0}': 'Modell: {0}',
  'Passages only': 'Nur Textstellen',
  'What is Chat Man?': 'Was ist Chat Man?',
  'Who can read my conversations?': 'Wer kann meine Unterhaltungen lesen?',
  'How do I know that an answer is right?': 'Woher weiß ich, dass eine Antwort stimmt?',
  'How do I add documents of my own?': 'Wie füge ich eigene Dokumente hinzu?',
  'Suggested questions': 'Vorgeschlagene Fragen',
  'What would you like to know?': 'Was möchten Sie wissen?',
  'Answers come from your organisation’s documents, and each one shows the passages to check it against.':
    'Antworten kommen aus den Dokumenten Ihrer Organisation, und jede zeigt die Textstellen, an denen Sie sie prüfen können.',
  'No language model is connected. You get the best-matching passages, quoted word for word.':
    'Kein Sprachmodell ist verbunden. Sie erhalten die am besten passenden Textstellen im Wortlaut.',
  'To connect one, start Ollama on this machine or set OLLAMA_BASE_URL to its address, then restart Chat Man.':
    'Um eines zu verbinden, starten Sie Ollama auf diesem Rechner oder setzen Sie OLLAMA_BASE_URL auf seine Adresse, und starten Sie Chat Man neu.',
  'The answer is being written.': 'Die Antwort wird geschrieben.',
  'Answer: {0}': 'Antwort: {0}',
  'Copy with sources': 'Mit Quellen kopieren',
  'Copy as rich text': 'Als formatierten Text kopieren',
  'Part of this conversation is damaged and can’t be read. Everything else works as usual. Tell an administrator: the audit log says what is damaged.':
    'Ein Teil dieser Unterhaltung ist beschädigt und nicht lesbar. Alles andere geht wie gewohnt. Melden Sie es der Administration: Das Prüfprotokoll sagt, was beschädigt ist.',
  'Show earlier messages': 'Frühere Nachrichten anzeigen',
  'Regenerate with {0}': 'Mit {0} neu erzeugen',
  'Quote in question': 'In der Frage zitieren',
  'Jump to latest': 'Zum Neuesten springen',
};
