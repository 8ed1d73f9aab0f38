import type { Texts } from '../../translate.js';

export const knowledgeTestQueryTexts: Texts = {
  related: 'verwandt',
  distant: 'fern',
  'Rank {0}': 'Rang {0}',
  'No passage found': 'Keine Textstelle gefunden',
  'Find passages': 'Textstellen suchen',
  'Ask as you would in a chat. You see the passages that an answer would be written from, best first, from the collections that you may read.':
    'Fragen Sie wie in einem Chat. Sie sehen die Textstellen, aus denen eine Antwort geschrieben würde, die besten zuerst, aus den Sammlungen, die Sie lesen dürfen.',
  'All that I may read': 'Alle, die ich lesen darf',
  'No document holds “<span>{0}</span>”. Searched for <span>{1}</span> instead.':
    'Kein Dokument enthält „<span>{0}</span>“. Gesucht wurde stattdessen nach <span>{1}</span>.',
  'Score {0}': 'Wert {0}',
  'Page {0} ·': 'Seite {0} ·',
  'Words: <span>{0}</span>': 'Wörter: <span>{0}</span>',
  'No word of your question appears here.': 'Kein Wort Ihrer Frage kommt hier vor.',
  '· Meaning: {0}': '· Bedeutung: {0}',
  'Nothing in the documents fits this question, so an answer would say so. Try other words, or check that the document is in a collection that you may read and is ready.':
    'Nichts in den Dokumenten passt zu dieser Frage; eine Antwort würde das sagen. Versuchen Sie andere Wörter oder prüfen Sie, ob das Dokument in einer Sammlung liegt, die Sie lesen dürfen, und bereit ist.',
};
