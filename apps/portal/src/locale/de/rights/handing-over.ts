import type { Texts } from '../../translate.js';

export const rightsHandingOverTexts: Texts = {
  'Hand over the data': 'Daten übergeben',
  'Download encrypted': 'Verschlüsselt herunterladen',
  'Download once': 'Einmalig herunterladen',
  'Download {0}': '{0} herunterladen',
  'Encrypting…': 'Wird verschlüsselt …',
  Encrypt: 'Verschlüsseln',
  'Nobody but its receiver opens the file, with any program that reads age. It can be downloaded once, and nobody can recover a forgotten passphrase.':
    'Nur wer die Datei empfängt, kann sie öffnen, mit jedem Programm, das age liest. Sie lässt sich einmal herunterladen, und eine vergessene Passphrase kann niemand wiederherstellen.',
  'with a passphrase': 'mit einer Passphrase',
  'for a public key of age': 'für einen öffentlichen Schlüssel von age',
  Passphrase: 'Passphrase',
  'At least 15 characters. Give it to the receiver another way than the file.':
    'Mindestens 15 Zeichen. Geben Sie sie auf einem anderen Weg weiter als die Datei.',
  'Enter at least 15 characters.': 'Geben Sie mindestens 15 Zeichen ein.',
  'Public key': 'Öffentlicher Schlüssel',
  'The line that begins with age1.': 'Die Zeile, die mit age1 beginnt.',
  'Enter a public key that begins with age1.': 'Geben Sie einen öffentlichen Schlüssel ein, der mit age1 beginnt.',
};
