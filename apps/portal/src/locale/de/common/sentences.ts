import type { Texts } from '../../translate.js';

export const commonSentencesTexts: Texts = {
  'Save the master password': 'Hauptpasswort sichern',
  'Set up your second factor': 'Zweiten Faktor einrichten',
  '<cm_when></cm_when> by {0}': '<cm_when></cm_when> von {0}',
  'since <cm_when></cm_when>': 'seit <cm_when></cm_when>',
  'Signed <cm_when></cm_when>.': 'Signiert <cm_when></cm_when>.',
  'Events of <strong>{0}</strong>': 'Ereignisse von <strong>{0}</strong>',
  'Updated <cm_when></cm_when>': 'Stand: <cm_when></cm_when>',
  'Your password was changed': 'Ihr Passwort wurde geändert',
  'A second person must approve it.': 'Eine zweite Person muss es genehmigen.',
  'Sent for approval by a second person.': 'Zur Genehmigung an eine zweite Person gesendet.',
  'Decided <cm_when></cm_when> by {0}: {1}': 'Entschieden <cm_when></cm_when> von {0}: {1}',
  'Waiting for your passkey…': 'Warten auf Ihren Passkey …',
  'From your authenticator app, or one of your recovery codes.':
    'Aus Ihrer Authenticator-App, oder einer Ihrer Wiederherstellungscodes.',
  'Approvers and auditors can read it.': 'Genehmigende und Prüfende können ihn lesen.',
  '{0} Nothing was changed.': '{0} Nichts wurde geändert.',
  'Added <cm_when></cm_when> ·': 'Hinzugefügt <cm_when></cm_when> ·',
  'The person can read it too.': 'Die Person kann ihn auch lesen.',
  'A second person has to approve it now.': 'Jetzt muss eine zweite Person zustimmen.',
  '{0} A second person must approve it until <cm_when></cm_when>. <link>View approval</link>':
    '{0} Eine zweite Person muss bis <cm_when></cm_when> zustimmen. <link>Genehmigung ansehen</link>',
  'A second person must approve this within 24 hours, if anyone else can.':
    'Eine zweite Person muss dies binnen 24 Stunden genehmigen, sofern es eine andere kann.',
  '{0}: {1} with {2} imported.': '{0}: {1} mit {2} importiert.',
  'until <cm_when></cm_when>': 'bis <cm_when></cm_when>',
  'Kept in the audit log. {0}': 'Wird im Prüfprotokoll aufbewahrt. {0}',
  'That code is incorrect or has expired.': 'Dieser Code ist falsch oder abgelaufen.',
  'restricted the processing': 'hat die Verarbeitung eingeschränkt',
  'Somebody whose account is gone': 'Jemand, dessen Konto es nicht mehr gibt',
  'Letters, digits and . _ @ + -': 'Buchstaben, Ziffern und . _ @ + -',
  'Use at most {0} characters.': 'Höchstens {0} Zeichen.',
  'Review <cm_when></cm_when>': 'Überprüfung <cm_when></cm_when>',
};
