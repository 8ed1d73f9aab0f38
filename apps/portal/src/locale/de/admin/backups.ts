import type { Texts } from '../../translate.js';

export const adminBackupsTexts: Texts = {
  checks: 'Prüfungen',
  Table: 'Tabelle',
  accounts: 'Konten',
  'Not valid': 'Ungültig',
  'Restore failed': 'Wiederherstellung fehlgeschlagen',
  'Restore tested': 'Wiederherstellung getestet',
  'Not verified': 'Nicht geprüft',
  'Scheduled backup': 'Geplante Sicherung',
  'Backup from the command line': 'Sicherung über die Befehlszeile',
  'Backup “{0}”': 'Sicherung „{0}“',
  '{0} created.': '{0} erstellt.',
  '{0} failed. See the Backups page for the reason.': '{0} fehlgeschlagen. Den Grund nennt die Seite Sicherungen.',
  Schedule: 'Zeitplan',
  'Command line': 'Befehlszeile',
  '1 minute': '1 Minute',
  tables: 'Tabellen',
  '{0} Earlier backups are safe, and nothing in Chat Man was changed. {1}':
    '{0} Frühere Sicherungen sind unversehrt, und in Chat Man wurde nichts geändert. {1}',
  'The backup disk is full.': 'Der Datenträger für Sicherungen ist voll.',
  'Chat Man can’t write to the backup directory.': 'Chat Man kann nicht in das Sicherungsverzeichnis schreiben.',
  'The audit log has no signed checkpoint, and every backup needs one.':
    'Das Prüfprotokoll hat keinen signierten Prüfpunkt, und jede Sicherung braucht einen.',
  'The master password was changed after Chat Man started.': 'Das Hauptpasswort wurde nach dem Start von Chat Man geändert.',
  'Chat Man was stopped or restarted during the backup.': 'Chat Man wurde während der Sicherung angehalten oder neu gestartet.',
  'The backup failed.': 'Die Sicherung ist fehlgeschlagen.',
  'Free up space, or delete a backup you don’t need, then try again.':
    'Schaffen Sie Platz oder löschen Sie eine Sicherung, die Sie nicht brauchen, und versuchen Sie es erneut.',
  'Give Chat Man write permission for data/backups on the server, then try again.':
    'Geben Sie Chat Man auf dem Server Schreibrechte für data/backups und versuchen Sie es erneut.',
  'Check the audit log first, then try again once events are being signed.':
    'Prüfen Sie zuerst das Prüfprotokoll und versuchen Sie es erneut, sobald Ereignisse wieder signiert werden.',
  'Restart Chat Man, then try again.': 'Starten Sie Chat Man neu und versuchen Sie es erneut.',
  'Try again.': 'Versuchen Sie es erneut.',
  'Try again. If it fails again, see the server log.':
    'Versuchen Sie es erneut. Scheitert es wieder, sehen Sie im Serverprotokoll nach.',
  'Backups are turned off, so no new ones are created. Existing backups are kept and can be verified.':
    'Sicherungen sind ausgeschaltet, es werden also keine neuen erstellt. Vorhandene Sicherungen bleiben und lassen sich prüfen.',
  'Chat Man can’t write to the backup directory, so no new backups can be created. Existing backups are safe. Check the permissions of data/backups on the server.':
    'Chat Man kann nicht in das Sicherungsverzeichnis schreiben, es lassen sich also keine neuen Sicherungen erstellen. Vorhandene sind unversehrt. Prüfen Sie auf dem Server die Rechte von data/backups.',
  'The backup disk is full, so no new backups can be created. Existing backups are safe. Free up space, or delete a backup you don’t need.':
    'Der Datenträger für Sicherungen ist voll, es lassen sich also keine neuen erstellen. Vorhandene sind unversehrt. Schaffen Sie Platz oder löschen Sie eine Sicherung, die Sie nicht brauchen.',
  'The last backup failed. Earlier backups are safe. Open it to see why it failed.':
    'Die letzte Sicherung ist fehlgeschlagen. Frühere sind unversehrt. Öffnen Sie sie, um den Grund zu sehen.',
  'The last backup is not valid, so don’t rely on it. Create a new one and verify it.':
    'Die letzte Sicherung ist ungültig, verlassen Sie sich nicht auf sie. Erstellen Sie eine neue und prüfen Sie sie.',
  'The scheduled backup is overdue. Create one now, and see the server log for why the schedule missed it.':
    'Die geplante Sicherung ist überfällig. Erstellen Sie jetzt eine und sehen Sie im Serverprotokoll nach, warum sie ausblieb.',
  'Delete the backup from {0}?': 'Die Sicherung vom {0} löschen?',
  'Its files are removed from this server. Data that no other backup contains can no longer be restored.':
    'Ihre Dateien werden von diesem Server entfernt. Daten, die keine andere Sicherung enthält, lassen sich dann nicht mehr wiederherstellen.',
  'Other backups and everything in Chat Man are unaffected.': 'Andere Sicherungen und alles in Chat Man bleiben unberührt.',
  'A second person must approve this within 24 hours, if anyone else can. Until then, the backup is kept.':
    'Eine zweite Person muss dies binnen 24 Stunden genehmigen, sofern es eine andere kann. Bis dahin bleibt die Sicherung.',
  'This can’t be undone. Copies you keep elsewhere are unaffected.':
    'Das lässt sich nicht rückgängig machen. Kopien, die Sie anderswo aufbewahren, bleiben unberührt.',
  'Delete backup': 'Sicherung löschen',
  'Restore the backup from {0}?': 'Die Sicherung vom {0} wiederherstellen?',
  'Chat Man closes for everybody, and a page shows how far the restore is.':
    'Chat Man schließt für alle, und eine Seite zeigt, wie weit die Wiederherstellung ist.',
  'Everything written since the backup disappears from Chat Man. The present database is kept on the server.':
    'Alles, was seit der Sicherung geschrieben wurde, verschwindet aus Chat Man. Die jetzige Datenbank bleibt auf dem Server.',
  'Everyone is signed out, and API tokens have to be created again.':
    'Alle werden abgemeldet, und API-Token müssen neu erstellt werden.',
  'People who were erased stay erased, legal holds and disabled accounts stay as they are now.':
    'Gelöschte Personen bleiben gelöscht, Löschsperren und gesperrte Konten bleiben, wie sie jetzt sind.',
  'A second person must approve this within 24 hours, if anyone else can. Until then, nothing happens.':
    'Eine zweite Person muss dies binnen 24 Stunden genehmigen, sofern es eine andere kann. Bis dahin geschieht nichts.',
  'If it fails, everything stays as it is. Afterwards, somebody at the server can bring the present database back.':
    'Scheitert es, bleibt alles, wie es ist. Danach kann jemand am Server die jetzige Datenbank zurückholen.',
  'Restore backup': 'Sicherung wiederherstellen',
  'This backup is valid: all of it was read, and every check passed.':
    'Diese Sicherung ist gültig: Sie wurde vollständig gelesen, und jede Prüfung wurde bestanden.',
  'This backup is not valid: {0} failed. Nothing in Chat Man was changed. Don’t rely on this backup: create a new one, and keep this one until you know why it failed.':
    'Diese Sicherung ist ungültig: {0} nicht bestanden. In Chat Man wurde nichts geändert. Verlassen Sie sich nicht auf diese Sicherung: Erstellen Sie eine neue und bewahren Sie diese auf, bis Sie den Grund kennen.',
  'Restored in {0} into a separate database, compared, and discarded':
    'In {0} in eine eigene Datenbank wiederhergestellt, verglichen und verworfen',
  'This backup didn’t restore to what was backed up. Nothing in Chat Man was changed. Create a new backup and test it, and keep this one until you know why it failed.':
    'Diese Sicherung ließ sich nicht zu dem wiederherstellen, was gesichert wurde. In Chat Man wurde nichts geändert. Erstellen Sie eine neue Sicherung, testen Sie sie und bewahren Sie diese auf, bis Sie den Grund kennen.',
  'The audit log’s root hash matches the signed one.': 'Der Wurzel-Hash des Prüfprotokolls stimmt mit dem signierten überein.',
  'The audit log’s root hash differs from the signed one.': 'Der Wurzel-Hash des Prüfprotokolls weicht vom signierten ab.',
  'its one table matches.': 'ihre einzige Tabelle stimmt überein.',
  'all {0} tables match.': 'alle {0} Tabellen stimmen überein.',
  'Passed:': 'Bestanden:',
  'Failed:': 'Nicht bestanden:',
  Matches: 'Stimmt überein',
  Differs: 'Weicht ab',
  'Test restore checks': 'Prüfungen der Testwiederherstellung',
  Tables: 'Tabellen',
  'Tables in the test restore': 'Tabellen der Testwiederherstellung',
  Rows: 'Zeilen',
  'not valid': 'ungültig',
  'everything came back': 'alles kam zurück',
  'not everything came back': 'nicht alles kam zurück',
  'Verifying the backup': 'Die Sicherung wird geprüft',
  'Restoring the backup': 'Die Sicherung wird wiederhergestellt',
  'Reading the whole backup…': 'Die gesamte Sicherung wird gelesen …',
  'Restoring into a separate database…': 'Wird in eine eigene Datenbank wiederhergestellt …',
  'Verifying the backup.': 'Die Sicherung wird geprüft.',
  'Restoring the backup into a separate database.': 'Die Sicherung wird in eine eigene Datenbank wiederhergestellt.',
  'The restore begins. Chat Man closes for a while.': 'Die Wiederherstellung beginnt. Chat Man schließt für eine Weile.',
  'Backup deleted.': 'Sicherung gelöscht.',
  'Created by': 'Erstellt von',
  'The latest verified backup. It is always kept, because it is the one to restore.':
    'Die letzte geprüfte Sicherung. Sie bleibt immer erhalten, denn sie ist die, die wiederherzustellen wäre.',
  'It took {0}.': 'Dauer: {0}.',
  'Test restore': 'Testwiederherstellung',
  'Not yet': 'Noch nicht',
  'Off-site copy': 'Kopie an anderem Ort',
  '<cm_when></cm_when>: there as it is here': '<cm_when></cm_when>: dort, wie sie hier ist',
  'Signed checkpoint of {0}': 'Signierter Prüfpunkt über {0}',
  'Recorded in the signed manifest. If the log is rewritten later, it no longer matches.':
    'Im signierten Manifest festgehalten. Wird das Protokoll später umgeschrieben, passt er nicht mehr.',
  'Backup progress': 'Fortschritt der Sicherung',
  'You can leave this page. The backup will continue.': 'Sie können diese Seite verlassen. Die Sicherung läuft weiter.',
  'In the shell of the server, with Chat Man stopped:': 'In der Shell des Servers, bei angehaltenem Chat Man:',
  'An administrator can run a test restore.': 'Die Administration kann eine Testwiederherstellung ausführen.',
  '{0} A second person must approve this; the request expires <cm_when></cm_when>. Until it is approved, the backup is kept. <link>View approval</link>':
    '{0} Eine zweite Person muss zustimmen; der Antrag verfällt <cm_when></cm_when>. Bis zur Genehmigung bleibt die Sicherung. <link>Genehmigung ansehen</link>',
  'A second person must approve the restore; the request expires <cm_when></cm_when>. Until it is approved, nothing happens. <link>View approval</link>':
    'Eine zweite Person muss der Wiederherstellung zustimmen; der Antrag verfällt <cm_when></cm_when>. Bis zur Genehmigung geschieht nichts. <link>Genehmigung ansehen</link>',
  'You can leave this page. You’ll be notified of the result.':
    'Sie können diese Seite verlassen. Sie werden über das Ergebnis benachrichtigt.',
  'Verification checks': 'Einzelne Prüfungen',
  'Chat Man closes for everybody, and comes back with this backup. A second person has to approve it.':
    'Chat Man schließt für alle und kommt mit dieser Sicherung zurück. Eine zweite Person muss zustimmen.',
  'Restore…': 'Wiederherstellen …',
  'Backup not found. It was deleted, or expired to make room for newer ones.':
    'Sicherung nicht gefunden. Sie wurde gelöscht oder ist abgelaufen, um Platz für neuere zu machen.',
  'Loading the backup': 'Die Sicherung wird geladen',
  'The restore failed': 'Die Wiederherstellung ist fehlgeschlagen',
  'Chat Man goes on with the database of before.': 'Chat Man läuft mit der bisherigen Datenbank weiter.',
  'A restore is about to begin': 'Gleich beginnt eine Wiederherstellung',
  'Chat Man closes for everybody in a moment.': 'Chat Man schließt in Kürze für alle.',
  'The backup was restored': 'Die Sicherung wurde wiederhergestellt',
  'Legal holds placed since the backup, and accounts disabled or restricted since then, have to be entered again.':
    'Löschsperren, die seit der Sicherung gesetzt wurden, und Konten, die seitdem gesperrt oder eingeschränkt wurden, müssen neu eingetragen werden.',
  'Brought up to date: {0}, the state of {1}.': 'Auf den neuesten Stand gebracht: {0}, der Zustand von {1}.',
  'legal holds': 'Löschsperren',
  'Ended: all sessions, {0}, {1}.': 'Beendet: alle Sitzungen, {0}, {1}.',
  'pending approval': 'offene Genehmigung',
  'pending approvals': 'offene Genehmigungen',
  'The previous database is kept on the server as {0}.': 'Die vorige Datenbank bleibt auf dem Server als {0}.',
  'alone, as the only person who could decide': 'allein, als einzige Person, die entscheiden konnte',
  ', approved by {0}': ', genehmigt von {0}',
  'somebody who has no account now': 'jemandem, der kein Konto mehr hat',
  'Backup from <cm_when></cm_when>, restored <cm_when_1></cm_when>. Requested by {0}{1}.':
    'Sicherung von <cm_when></cm_when>, wiederhergestellt <cm_when_1></cm_when>. Beantragt von {0}{1}.',
  Label: 'Bezeichnung',
  'Optional, shown in the list. For example, “Before the move”.': 'Optional, steht in der Liste. Zum Beispiel „Vor dem Umzug“.',
  'An encrypted copy of everything Chat Man stores, at one point in time. People can keep working, and you can leave this page.':
    'Eine verschlüsselte Kopie von allem, was Chat Man speichert, zu einem Zeitpunkt. Alle können weiterarbeiten, und Sie können diese Seite verlassen.',
  '· latest verified': '· letzte geprüfte',
  'Loading backups': 'Sicherungen werden geladen',
  'Encrypted copies of everything Chat Man stores, each with the signed state of the audit log.':
    'Verschlüsselte Kopien von allem, was Chat Man speichert, jede mit dem signierten Stand des Prüfprotokolls.',
  'Next backup <cm_when></cm_when>': 'Nächste Sicherung <cm_when></cm_when>',
  'No automatic backups are scheduled': 'Keine automatischen Sicherungen geplant',
  '· next test restore <cm_when></cm_when>': '· nächste Testwiederherstellung <cm_when></cm_when>',
  'Open settings': 'Einstellungen öffnen',
  'Backups, newest first. Select a time to open the backup beside the list.':
    'Sicherungen, neueste zuerst. Wählen Sie einen Zeitpunkt, um die Sicherung neben der Liste zu öffnen.',
  'No backups yet': 'Noch keine Sicherungen',
  'A backup is an encrypted copy of all accounts, conversations, documents and the audit log at one point in time. It can only be opened with the master password, and a test restore proves that everything comes back. Keep copies of data/backups and config on another machine, and keep the master password somewhere else.':
    'Eine Sicherung ist eine verschlüsselte Kopie aller Konten, Unterhaltungen, Dokumente und des Prüfprotokolls zu einem Zeitpunkt. Sie lässt sich nur mit dem Hauptpasswort öffnen, und eine Testwiederherstellung belegt, dass alles zurückkommt. Bewahren Sie Kopien von data/backups und config auf einem anderen Rechner auf, und das Hauptpasswort wieder anderswo.',
  'An administrator can create one.': 'Die Administration kann eine erstellen.',
  'npx chatman backup restore {0}': 'npx chatman backup restore {0}',
  Duration: 'Dauer',
  'It was cancelled.': 'Es wurde abgebrochen.',
  'Sizes and durations, as a table': 'Größen und Dauern, als Tabelle',
  'No finished backups': 'Keine fertigen Sicherungen',
  'Sizes and durations': 'Größen und Dauern',
  '{0} of {1} backups: first {2}, last {3}, highest {4}': '{0} von {1} Sicherungen: erste {2}, letzte {3}, höchste {4}',
  '{0}, now {1}': '{0}, jetzt {1}',
};
