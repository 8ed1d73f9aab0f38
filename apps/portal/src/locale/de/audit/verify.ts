import type { Texts } from '../../translate.js';

export const auditVerifyTexts: Texts = {
  '{0} events against what was signed': '{0} Ereignissen gegen das Signierte geprüft',
  '{0} sealed details against their events': '{0} versiegelten Einzelheiten gegen ihre Ereignisse geprüft',
  'a few seconds left': 'noch wenige Sekunden',
  'about {0} seconds left': 'noch etwa {0} Sekunden',
  'about {0} minutes left': 'noch etwa {0} Minuten',
  'Verifying the log.': 'Das Protokoll wird geprüft.',
  'The verification was stopped before it finished, so it says nothing about the log.':
    'Die Prüfung wurde vor dem Ende angehalten und sagt deshalb nichts über das Protokoll.',
  'Chat Man was stopped or restarted during the verification. Start it again.':
    'Chat Man wurde während der Prüfung angehalten oder neu gestartet. Starten Sie sie erneut.',
  'The log couldn’t be read to the end. Nothing was changed. Try again; if it fails again, ask the person who runs the server to check its log.':
    'Das Protokoll ließ sich nicht bis zum Ende lesen. Nichts wurde geändert. Versuchen Sie es erneut; scheitert es wieder, bitten Sie die für den Server zuständige Person, in dessen Protokoll nachzusehen.',
  'Verification finished.': 'Prüfung beendet.',
  '{0} recorded {1} waiting for the next signature.': '{0} aufgezeichnete {1} auf die nächste Signatur.',
  'event is': 'Ereignis wartet',
  '{0} were removed after their retention period; their hashes are kept.':
    '{0} wurden nach ihrer Aufbewahrungsfrist entfernt; ihre Hashes bleiben.',
  'Audit log: {0}': 'Prüfprotokoll: {0}',
  'Verification progress': 'Fortschritt der Prüfung',
  'Stop verification': 'Prüfung anhalten',
  'You can leave this page. Verification continues, and you’ll be notified of the result.':
    'Sie können diese Seite verlassen. Die Prüfung läuft weiter, und Sie werden über das Ergebnis benachrichtigt.',
  'Verify the whole log': 'Gesamtes Protokoll prüfen',
  'Last verified <cm_when></cm_when>: {0}': 'Zuletzt geprüft <cm_when></cm_when>: {0}',
};
