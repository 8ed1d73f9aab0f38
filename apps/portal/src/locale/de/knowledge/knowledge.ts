import type { Texts } from '../../translate.js';

export const knowledgeTexts: Texts = {
  '{0} ready': '{0} bereit',
  pages: 'Seiten',
  'Waiting to be read': 'Wartet darauf, gelesen zu werden',
  Indexing: 'Wird indexiert',
  'Reading page {0} of {1}': 'Seite {0} von {1} wird gelesen',
  'The document could not be read.': 'Das Dokument ließ sich nicht lesen.',
  'Encrypting and saving': 'Wird verschlüsselt und gespeichert',
  'Chat Man didn’t report what happened to this file.': 'Chat Man hat nicht gemeldet, was mit dieser Datei geschah.',
  'This file was refused.': 'Diese Datei wurde abgelehnt.',
  'Upload finished: {0}': 'Hochladen beendet: {0}',
  'Try again: {0}': 'Erneut versuchen: {0}',
  'Cancel: {0}': 'Abbrechen: {0}',
  Uploads: 'Hochladen',
  'Clear finished': 'Beendete entfernen',
  'Download original': 'Original herunterladen',
  'Loading the document': 'Das Dokument wird geladen',
  Collection: 'Sammlung',
  Collections: 'Sammlungen',
  Evaluation: 'Auswertung',
  'Test query': 'Testabfrage',
  'Enter a question.': 'Geben Sie eine Frage ein.',
  '(in use)': '(in Gebrauch)',
  'This version was replaced. It’s kept for answers that cite it, and no longer found.':
    'Diese Version wurde ersetzt. Sie wird für Antworten aufbewahrt, die sie zitieren, und nicht mehr gefunden.',
  'The text was recognised in images. It may have mistakes that the original doesn’t.':
    'Der Text wurde in Bildern erkannt. Er kann Fehler enthalten, die das Original nicht hat.',
  'The passage that led here isn’t in this version of the document.':
    'Die Textstelle, die hierher führte, steht nicht in dieser Version des Dokuments.',
  'Text of the document': 'Text des Dokuments',
  Outline: 'Gliederung',
  'This document has no text.': 'Dieses Dokument hat keinen Text.',
};
