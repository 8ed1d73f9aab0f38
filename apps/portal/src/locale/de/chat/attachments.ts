import type { Texts } from '../../translate.js';

export const chatAttachmentsTexts: Texts = {
  'A file couldn’t be read. Remove it to send your question.':
    'Eine Datei ließ sich nicht lesen. Entfernen Sie sie, um Ihre Frage zu senden.',
  'Almost there': 'Fast fertig',
  'An attached file is longer than the model can read. The parts that match your question were used.':
    'Eine angehängte Datei ist länger, als das Modell lesen kann. Verwendet wurden die Teile, die zu Ihrer Frage passen.',
  'Attach files': 'Dateien anhängen',
  'Attached files': 'Angehängte Dateien',
  'Files can’t wait in the queue. Send this when the answer is complete.':
    'Dateien können nicht in der Reihe warten. Senden Sie dies, wenn die Antwort vollständig ist.',
  'Reading…': 'Wird gelesen …',
  'Drop files to attach them to your question': 'Dateien ablegen, um sie an Ihre Frage anzuhängen',
  'The pasted text was attached as a file.': 'Der eingefügte Text wurde als Datei angehängt.',
  'You can send when the files have been read.': 'Sie können senden, sobald die Dateien gelesen sind.',
  'Larger than {size}, the most that an attached file may be.':
    'Größer als {size}, was eine angehängte Datei höchstens sein darf.',
  '{percent} % of {size}': '{percent} % von {size}',
  'Reading, page {page}': 'Wird gelesen, Seite {page}',
  'Reading, page {page} of {pages}': 'Wird gelesen, Seite {page} von {pages}',
  '{size}, no text found': '{size}, kein Text gefunden',
  'Files attached: {count}, ready: {ready}.': 'Angehängte Dateien: {count}, bereit: {ready}.',
  'Pasted {time}': 'Eingefügt {time}',
};
