import type { Texts } from '../../translate.js';

export const adminSettingsOperationTexts: Texts = {
  'Every hour': 'Jede Stunde',
  'Every day': 'Jeden Tag',
  'Every week': 'Jede Woche',
  'Every month': 'Jeden Monat',
  'How long conversations are kept, and when they are removed.':
    'Wie lange Unterhaltungen aufbewahrt und wann sie entfernt werden.',
  'Remove old conversations': 'Alte Unterhaltungen entfernen',
  'When off, conversations are kept until somebody deletes them.':
    'Ist es ausgeschaltet, bleiben Unterhaltungen, bis jemand sie löscht.',
  'Counted from the last message of a conversation. Older ones are removed for good at the next clean-up.':
    'Gezählt ab der letzten Nachricht einer Unterhaltung. Ältere werden beim nächsten Aufräumen endgültig entfernt.',
  'Clean up automatically': 'Automatisch aufräumen',
  'When off, conversations that are too old stay until somebody starts the clean-up.':
    'Ist es ausgeschaltet, bleiben zu alte Unterhaltungen, bis jemand das Aufräumen startet.',
  'Clean-up schedule': 'Zeitplan des Aufräumens',
  'How often the automatic clean-up runs.': 'Wie oft automatisch aufgeräumt wird.',
  'Second person for runs above (objects)': 'Zweite Person für Läufe über (Objekte)',
  'A retention run that someone starts by hand and that would remove more than this must be approved by a second person.':
    'Ein von Hand gestarteter Aufbewahrungslauf, der mehr als dies entfernen würde, braucht die Genehmigung einer zweiten Person.',
  'Delay of a released hold (hours)': 'Verzögerung einer aufgehobenen Sperre (Stunden)',
  'From the approval until the legal hold ends. Applies to holds placed from now on.':
    'Von der Genehmigung bis zum Ende der Löschsperre. Gilt für Sperren, die von nun an gesetzt werden.',
  'Privacy requests and incidents': 'Datenschutzanfragen und Vorfälle',
  'The periods in which people and authorities have to be answered.':
    'Die Fristen, in denen Personen und Behörden zu antworten ist.',
  'Time zone for periods': 'Zeitzone für Fristen',
  'Whose calendar counts when a month ends, such as Europe/Berlin.':
    'Wessen Kalender gilt, wenn ein Monat endet, etwa Europe/Berlin.',
  'Keep collected data for (days)': 'Zusammengestellte Daten aufbewahren (Tage)',
  'A person can download it once. It is removed after the download or after these days.':
    'Eine Person kann sie einmal herunterladen. Sie werden nach dem Download oder nach diesen Tagen entfernt.',
  'Announce the end of a restriction (days before)': 'Ende einer Einschränkung ankündigen (Tage vorher)',
  'The person is informed before the restriction of their data is lifted (GDPR Art. 18).':
    'Die Person wird unterrichtet, bevor die Einschränkung ihrer Daten aufgehoben wird (Art. 18 DSGVO).',
  'Notify a breach within (hours)': 'Eine Verletzung melden binnen (Stunden)',
  'Counted from when somebody became aware of the incident. The GDPR says 72.':
    'Gezählt ab dem Zeitpunkt, zu dem der Vorfall jemandem bekannt wurde. Die DSGVO sagt 72.',
  'When backups are made and tested, and how many are kept.':
    'Wann Sicherungen erstellt und getestet werden und wie viele bleiben.',
  'Allow backups': 'Sicherungen erlauben',
  'When off, nobody can make a backup and none is made automatically.':
    'Ist es ausgeschaltet, kann niemand eine Sicherung erstellen, und automatisch geschieht es auch nicht.',
  'Back up automatically': 'Automatisch sichern',
  'When off, backups are made by hand only.': 'Ist es ausgeschaltet, werden Sicherungen nur von Hand erstellt.',
  'Backup schedule': 'Zeitplan der Sicherungen',
  'How often an automatic backup is made.': 'Wie oft automatisch gesichert wird.',
  'Backups to keep': 'Aufzubewahrende Sicherungen',
  'Older backups are removed after a new one. The newest verified backup always stays.':
    'Ältere Sicherungen werden nach einer neuen entfernt. Die neueste geprüfte bleibt immer.',
  'Daily backups to keep': 'Aufzubewahrende tägliche Sicherungen',
  'In addition to the newest ones, the last backup of each of this many days stays.':
    'Zusätzlich zu den neuesten bleibt die letzte Sicherung jedes von so vielen Tagen.',
  'Weekly backups to keep': 'Aufzubewahrende wöchentliche Sicherungen',
  'The last backup of each of this many weeks stays.': 'Die letzte Sicherung jeder von so vielen Wochen bleibt.',
  'Monthly backups to keep': 'Aufzubewahrende monatliche Sicherungen',
  'The last backup of each of this many months stays.': 'Die letzte Sicherung jedes von so vielen Monaten bleibt.',
  'Yearly backups to keep': 'Aufzubewahrende jährliche Sicherungen',
  'The last backup of each of this many years stays.': 'Die letzte Sicherung jedes von so vielen Jahren bleibt.',
  'Off-site directory': 'Verzeichnis an anderem Ort',
  'Verified automatic backups are copied to this directory, on another disk or a mounted share. They stay encrypted.':
    'Geprüfte automatische Sicherungen werden in dieses Verzeichnis kopiert, auf einem anderen Datenträger oder einer eingebundenen Freigabe. Sie bleiben verschlüsselt.',
  'Off-site backups to keep': 'Dort aufzubewahrende Sicherungen',
  'Older copies are removed there after a new one.': 'Ältere Kopien werden dort nach einer neuen entfernt.',
  'Address of the off-site bucket': 'Adresse des Buckets an anderem Ort',
  'An S3-compatible bucket to which verified automatic backups are copied. They stay encrypted.':
    'Ein S3-kompatibler Bucket, in den geprüfte automatische Sicherungen kopiert werden. Sie bleiben verschlüsselt.',
  'Region of the off-site bucket': 'Region des Buckets',
  'As its operator names it.': 'Wie sein Betreiber sie nennt.',
  'Key file of the off-site bucket': 'Schlüsseldatei des Buckets',
  'The file in config/ with the access key and its secret.':
    'Die Datei in config/ mit dem Zugriffsschlüssel und seinem Geheimnis.',
  'Test backups automatically': 'Sicherungen automatisch testen',
  'Restores the newest backup into a scratch database, to find out whether it could be used.':
    'Stellt die neueste Sicherung in einer Wegwerf-Datenbank wieder her, um zu sehen, ob sie brauchbar wäre.',
  'Test schedule': 'Zeitplan der Tests',
  'How often an automatic test restore runs.': 'Wie oft eine automatische Testwiederherstellung läuft.',
  'How long events are kept, and where copies of them go.': 'Wie lange Ereignisse aufbewahrt werden und wohin Kopien gehen.',
  'Keep audit events for (days)': 'Protokollereignisse aufbewahren (Tage)',
  'Events can be removed only after this time, a whole month at once, by two people. 2,190 days are six years, as HIPAA asks.':
    'Ereignisse lassen sich erst nach dieser Zeit entfernen, jeweils ein ganzer Monat, durch zwei Personen. 2.190 Tage sind sechs Jahre, wie HIPAA sie verlangt.',
  'Also write a log file': 'Auch eine Protokolldatei schreiben',
  'Writes each event as a JSON line to data/audit/audit.log too.':
    'Schreibt jedes Ereignis zusätzlich als JSON-Zeile nach data/audit/audit.log.',
  'Checkpoint address': 'Adresse für Prüfpunkte',
  'An address on another machine that receives signed checkpoints while the log grows. They reveal a log that was replaced as a whole.':
    'Eine Adresse auf einem anderen Rechner, die signierte Prüfpunkte erhält, während das Protokoll wächst. Sie decken auf, wenn ein Protokoll als Ganzes ersetzt wurde.',
  'Checkpoint secret file': 'Datei mit dem Prüfpunkt-Geheimnis',
  'The file in config/ with the secret that signs what is sent to the checkpoint address.':
    'Die Datei in config/ mit dem Geheimnis, das signiert, was an die Prüfpunkt-Adresse gesendet wird.',
  'Always on. It cannot be switched off.': 'Immer eingeschaltet. Es lässt sich nicht ausschalten.',
  'What raises an alert, and who is notified.': 'Was eine Warnmeldung auslöst und wer benachrichtigt wird.',
  'Watch for problems': 'Auf Probleme achten',
  'When off, no alerts are raised.': 'Ist es ausgeschaltet, werden keine Warnmeldungen ausgelöst.',
  'Alert address': 'Adresse für Warnmeldungen',
  'Alerts are sent to this address by POST.': 'Warnmeldungen werden per POST an diese Adresse gesendet.',
  'E-mail recipients': 'E-Mail-Empfänger',
  'Addresses that get alerts by e-mail.': 'Adressen, die Warnmeldungen per E-Mail erhalten.',
  'E-mail sender': 'E-Mail-Absender',
  'The address that alerts come from.': 'Die Adresse, von der Warnmeldungen kommen.',
  'Mail server': 'Mailserver',
  'The SMTP server that takes alerts. Without one, none are sent by e-mail.':
    'Der SMTP-Server, der Warnmeldungen annimmt. Ohne einen gehen keine per E-Mail hinaus.',
  'Port of the mail server': 'Port des Mailservers',
  'Usually 587 with STARTTLS, 465 with TLS from the start.': 'Meist 587 mit STARTTLS, 465 mit TLS von Anfang an.',
  'Encryption to the mail server': 'Verschlüsselung zum Mailserver',
  'A server that can’t encrypt gets no alert, unless you choose none. Then no password is sent either.':
    'Ein Server, der nicht verschlüsseln kann, erhält keine Warnmeldung, es sei denn, Sie wählen keine. Dann wird auch kein Passwort gesendet.',
  'STARTTLS, required': 'STARTTLS, erforderlich',
  'TLS from the start': 'TLS von Anfang an',
  'User at the mail server': 'Benutzer am Mailserver',
  'Leave it empty where the server asks for none.': 'Leer lassen, wenn der Server keinen verlangt.',
  'Mail password file': 'Datei mit dem Mail-Passwort',
  'The file in config/ with the password of that user.': 'Die Datei in config/ mit dem Passwort dieses Benutzers.',
  'Refused sign-ins that raise an alert': 'Abgewiesene Anmeldungen bis zur Warnmeldung',
  'Counted within one check interval.': 'Gezählt innerhalb eines Prüfintervalls.',
  'Restores that raise an alert': 'Wiederherstellungen bis zur Warnmeldung',
  'Prometheus token file': 'Token-Datei für Prometheus',
  'The file in config/ with the secret by which Prometheus on another machine reads the metrics.':
    'Die Datei in config/ mit dem Geheimnis, mit dem Prometheus auf einem anderen Rechner die Messwerte liest.',
  'Check interval (minutes)': 'Prüfintervall (Minuten)',
  'How far back these numbers are counted. Alerts are raised within a minute, whatever the interval is.':
    'Wie weit zurück diese Zahlen zählen. Warnmeldungen kommen binnen einer Minute, gleich wie lang das Intervall ist.',
  'Denied requests that raise an alert': 'Verweigerte Anfragen bis zur Warnmeldung',
  'Of one account, counted within one check interval; ten times as many of visitors.':
    'Eines Kontos, gezählt innerhalb eines Prüfintervalls; bei Gästen zehnmal so viele.',
  'Records opened that raise an alert': 'Geöffnete Datensätze bis zur Warnmeldung',
  'Accounts, audit events and document files that one account opens within one check interval.':
    'Konten, Protokollereignisse und Dokumentdateien, die ein Konto innerhalb eines Prüfintervalls öffnet.',
  'Exports that raise an alert': 'Exporte bis zur Warnmeldung',
  'Of one account, counted within one check interval.': 'Eines Kontos, gezählt innerhalb eines Prüfintervalls.',
  'Office days': 'Bürotage',
  '1 is Monday, 7 is Sunday. Administration on other days raises an alert. Without any day, no hour is unusual.':
    '1 ist Montag, 7 ist Sonntag. Verwaltung an anderen Tagen löst eine Warnmeldung aus. Ohne einen Tag ist keine Stunde ungewöhnlich.',
  'Office hours begin (hour)': 'Beginn der Bürozeit (Stunde)',
  'Administration before it raises an alert.': 'Verwaltung davor löst eine Warnmeldung aus.',
  'Office hours end (hour)': 'Ende der Bürozeit (Stunde)',
  'Administration from then on raises an alert.': 'Verwaltung ab dann löst eine Warnmeldung aus.',
  'Time zone of office hours': 'Zeitzone der Bürozeit',
  'A name such as Europe/Berlin.': 'Ein Name wie Europe/Berlin.',
  'Keep alerts for (days)': 'Warnmeldungen aufbewahren (Tage)',
  'Older alerts are removed.': 'Ältere Warnmeldungen werden entfernt.',
  'Publish the audit checkpoint': 'Prüfpunkt des Prüfprotokolls veröffentlichen',
  'Lets anybody, without signing in, read the signed checkpoint of the audit log. It contains no events.':
    'Lässt jeden ohne Anmeldung den signierten Prüfpunkt des Prüfprotokolls lesen. Er enthält keine Ereignisse.',
  'Review access every (days)': 'Zugriffe prüfen alle (Tage)',
  'An alert reminds of the next review a week before these days are over. 0 turns reminders off.':
    'Eine Warnmeldung erinnert eine Woche vor Ablauf dieser Tage an die nächste Prüfung. 0 schaltet Erinnerungen aus.',
  'Close an access review within (days)': 'Eine Zugriffsprüfung schließen binnen (Tage)',
  'The person who starts a review can choose another number.': 'Wer eine Prüfung beginnt, kann eine andere Zahl wählen.',
};
