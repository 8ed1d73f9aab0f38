import type { Texts } from '../../translate.js';

export const auditTexts: Texts = {
  'events are': 'Ereignisse warten',
  Announced: 'Angekündigt',
  'The start must be before the end.': 'Der Anfang muss vor dem Ende liegen.',
  'In the address, give the actor’s full id.': 'Geben Sie in der Adresse die vollständige Kennung der handelnden Person an.',
  'An action looks like “session.started”, or “session” for all of them.':
    'Eine Handlung sieht aus wie „session.started“; „session“ steht für alle davon.',
  'An object id has at most 200 characters.': 'Eine Objektkennung hat höchstens 200 Zeichen.',
  'Unknown outcome.': 'Unbekanntes Ergebnis.',
  'This isn’t a valid time.': 'Das ist keine gültige Zeit.',
  'not in the log yet': 'noch nicht im Protokoll',
  'Recorded at': 'Aufgezeichnet',
  Outcome: 'Ergebnis',
  Actor: 'Handelnde Person',
  Proof: 'Nachweis',
  'Announced by': 'Angekündigt durch',
  'All events of this actor': 'Alle Ereignisse dieser Person',
  'All events about this object': 'Alle Ereignisse zu diesem Objekt',
  'Sealed detail': 'Versiegelte Einzelheit',
  'This event has a detail that can’t be opened. Verify the log to find out whether it was altered.':
    'Dieses Ereignis hat eine Einzelheit, die sich nicht öffnen lässt. Prüfen Sie das Protokoll, um zu erfahren, ob sie verändert wurde.',
  'There was a detail. It has been erased; the proof of the event holds all the same.':
    'Es gab eine Einzelheit. Sie wurde gelöscht; der Nachweis des Ereignisses gilt trotzdem.',
  'The event is loading': 'Das Ereignis wird geladen',
  'JSON lines, with proofs': 'JSON-Zeilen, mit Nachweisen',
  'Export the audit log': 'Prüfprotokoll exportieren',
  'Exporting…': 'Wird exportiert …',
  Format: 'Format',
  'Everything that fits the filter goes into one file. The export is recorded with your reason.':
    'Alles, was zum Filter passt, kommt in eine Datei. Der Export wird mit Ihrem Grund aufgezeichnet.',
  'Open the sealed details into the file. They can name people.':
    'Die versiegelten Einzelheiten in der Datei öffnen. Sie können Personen nennen.',
  'With proofs. “chatman audit verify --offline” checks the file anywhere, without this installation.':
    'Mit Nachweisen. „chatman audit verify --offline“ prüft die Datei überall, ohne diese Installation.',
  'For a spreadsheet. Formulas are neutralised, and the last line says whether the file is complete.':
    'Für eine Tabellenkalkulation. Formeln sind unschädlich gemacht, und die letzte Zeile sagt, ob die Datei vollständig ist.',
  'Enter a reason of at least five characters.': 'Geben Sie einen Grund mit mindestens fünf Zeichen an.',
  'For example, “Yearly review” or “Incident 2026-4”. It is stored encrypted.':
    'Zum Beispiel „Jahresprüfung“ oder „Vorfall 2026-4“. Er wird verschlüsselt gespeichert.',
  'Open the audit log': 'Prüfprotokoll öffnen',
  'The log records who did what and when, without content. Reading it is recorded too, with your reason, so the people who watch are watched as well.':
    'Das Protokoll hält fest, wer wann was getan hat, ohne Inhalte. Auch das Lesen wird mit Ihrem Grund aufgezeichnet: Wer kontrolliert, wird ebenso kontrolliert.',
  'Loading newer events…': 'Neuere Ereignisse werden geladen …',
  'Loading older events…': 'Ältere Ereignisse werden geladen …',
  'Scroll on for newer events.': 'Weiterscrollen für neuere Ereignisse.',
  'Scroll on for older events.': 'Weiterscrollen für ältere Ereignisse.',
  'Audit events, oldest first': 'Protokollereignisse, älteste zuerst',
  'Audit events, newest first': 'Protokollereignisse, neueste zuerst',
  Hidden: 'Ausgeblendet',
  'Filter events': 'Ereignisse filtern',
  'username or id': 'Benutzername oder Kennung',
  'Reads of this log': 'Lesezugriffe auf dieses Protokoll',
  'Loading events': 'Ereignisse werden geladen',
  'Reason: {0}': 'Grund: {0}',
  'End of list. <link>How long events are kept</link>': 'Ende der Liste. <link>Wie lange Ereignisse aufbewahrt werden</link>',
  'No event matches these filters.': 'Kein Ereignis passt zu diesen Filtern.',
  'a former user': 'einer früheren Person',
  '{0} A second person must approve it by <cm_when></cm_when>. <link>View approval</link>':
    '{0} Eine zweite Person muss bis <cm_when></cm_when> zustimmen. <link>Genehmigung ansehen</link>',
  'One conversation': 'Eine Unterhaltung',
};
