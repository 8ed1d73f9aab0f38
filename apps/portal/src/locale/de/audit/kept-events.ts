import type { Texts } from '../../translate.js';

export const auditKeptEventsTexts: Texts = {
  'Events of {0} removed.': 'Ereignisse von {0} entfernt.',
  'This month can’t be removed now. It is no longer the oldest one, hasn’t been kept long enough, or isn’t completely signed. Nothing was removed.':
    'Dieser Monat kann jetzt nicht entfernt werden. Er ist nicht mehr der älteste, wurde nicht lange genug aufbewahrt oder ist nicht vollständig signiert. Nichts wurde entfernt.',
  'Loading kept events': 'Aufbewahrte Ereignisse werden geladen',
  'How long the audit log keeps its events, and what can be removed. Events are removed one month at a time: the oldest month, once all of it has been kept long enough and two people agree.':
    'Wie lange das Prüfprotokoll seine Ereignisse aufbewahrt und was entfernt werden kann. Ereignisse werden monatsweise entfernt: der älteste Monat, sobald er lange genug aufbewahrt wurde und zwei Personen zustimmen.',
  'Kept since': 'Aufbewahrt seit',
  'Each kept for': 'Frist je Ereignis',
  'at least <span>{0}</span>': 'mindestens <span>{0}</span>',
  'Removing the oldest month': 'Den ältesten Monat entfernen',
  'Its events and their sealed details are deleted permanently. They can’t be restored.':
    'Seine Ereignisse und ihre versiegelten Einzelheiten werden endgültig gelöscht. Sie lassen sich nicht wiederherstellen.',
  'Their hashes stay, so every other event can still be proved. The log records which events are missing.':
    'Ihre Hashes bleiben, sodass sich jedes andere Ereignis weiterhin nachweisen lässt. Das Protokoll hält fest, welche Ereignisse fehlen.',
  'One person asks and says why; another one decides within 24 hours.':
    'Eine Person beantragt und begründet es; eine andere entscheidet binnen 24 Stunden.',
  'No event is kept yet': 'Noch ist kein Ereignis aufbewahrt',
  'Oldest month': 'Ältester Monat',
  Held: 'Gesperrt',
  'by a <link>legal hold</link>, until it is released': 'durch eine <link>Löschsperre</link>, bis sie aufgehoben wird',
  'May be removed': 'Kann entfernt werden',
  'may be removed from <cm_when></cm_when> on': 'kann entfernt werden ab <cm_when></cm_when>',
  'Nothing can be removed now. A legal hold keeps the oldest month until two people release it.':
    'Derzeit kann nichts entfernt werden. Eine Löschsperre schützt den ältesten Monat, bis zwei Personen sie aufheben.',
  '{0} A second person has to approve it until <cm_when></cm_when>; until then nothing is removed. <link>View approval</link>':
    '{0} Eine zweite Person muss bis <cm_when></cm_when> zustimmen; bis dahin wird nichts entfernt. <link>Genehmigung ansehen</link>',
  'Nothing can be removed: the log has no events yet.': 'Nichts kann entfernt werden: Das Protokoll hat noch keine Ereignisse.',
  'Nothing can be removed now: the time of the oldest month is not over.':
    'Derzeit kann nichts entfernt werden: Die Frist des ältesten Monats läuft noch.',
  'View events first': 'Zuerst die Ereignisse ansehen',
  'A compliance officer can ask for it.': 'Die Rolle Compliance kann es beantragen.',
  '{0} to {1}, UTC': '{0} bis {1}, UTC',
  year: 'Jahr',
  years: 'Jahre',
  'Remove the events of {0}?': 'Die Ereignisse von {0} entfernen?',
  'Every event of that month and its sealed details are deleted permanently. Nobody will be able to see here who did what that month.':
    'Jedes Ereignis dieses Monats und seine versiegelten Einzelheiten werden endgültig gelöscht. Niemand kann hier mehr sehen, wer in diesem Monat was getan hat.',
  'Hashes stay, so every other event can still be proved, and the log records which events are missing.':
    'Die Hashes bleiben, sodass sich jedes andere Ereignis weiterhin nachweisen lässt, und das Protokoll hält fest, welche Ereignisse fehlen.',
  'Existing exports keep their copies.': 'Bestehende Exporte behalten ihre Kopien.',
  'A second person must approve this within 24 hours, if anyone else can. Until then, nothing is removed.':
    'Eine zweite Person muss dies binnen 24 Stunden genehmigen, sofern es eine andere kann. Bis dahin wird nichts entfernt.',
  'This can’t be undone. These events can’t be restored.':
    'Das lässt sich nicht rückgängig machen. Diese Ereignisse lassen sich nicht wiederherstellen.',
  'Remove events': 'Ereignisse entfernen',
};
