import type { Texts } from '../../translate.js';

export const problemsNToZ: Texts = {
  'needs-session': 'Das braucht eine angemeldete Person; ein API-Token kann es nicht.',
  'needs-token': 'Dieser Aufruf verlangt ein API-Token, keine Sitzung.',
  'nested-too-deeply': 'Teile der Datei stecken öfter ineinander, als ein wirkliches Dokument es braucht.',
  'never-signed': 'Das Prüfprotokoll wurde noch nicht signiert.',
  'newest-verified-backup-stays':
    'Dies ist die letzte geprüfte Sicherung, die Sie wiederherstellen würden. Erstellen und prüfen Sie zuerst eine andere. Nichts wurde gelöscht.',
  'no-attachment': 'Der Upload enthält keine Datei. Senden Sie mindestens eine.',
  'no-certificate': 'Diese Anfrage hat keine Bescheinigung. Nur eine abgeschlossene Löschung hat eine.',
  'no-file': 'Der Upload enthält keine Datei. Senden Sie mindestens eine.',
  'no-file-sent': 'Es wurde keine Datei gesendet.',
  'no-golden-questions': 'Diese Sammlung hat keine Prüffragen. Fügen Sie zuerst einige hinzu.',
  'no-key': 'Diesen Schlüssel gibt es nicht: Er wurde nie verwendet oder wurde vernichtet.',
  'no-keyring-copy':
    'Neben den Sicherungen liegt keine Schlüsselbundkopie (keyring/), und ohne sie lassen sie sich nicht öffnen. Kopieren Sie sie von dort, wo die Sicherungen aufbewahrt werden. Nichts wurde geändert.',
  'no-keyring-yet':
    'Es gibt noch keine Kopie der Datenschlüssel. Erstellen Sie eine Sicherung, die eine schreibt, und laden Sie diese herunter.',
  'no-master-change': 'Es läuft keine Änderung des Hauptpassworts.',
  'no-offsite-target':
    'Es ist kein anderer Ort eingestellt. Setzen Sie auf dem Server backup.offsite.directory oder backup.offsite.s3.endpoint mit keyFile.',
  'no-scratch-server':
    'Eine Testwiederherstellung braucht das eingebettete PostgreSQL, das hier nicht laufen kann. Den Grund nennt das Serverprotokoll. Nichts wurde geändert.',
  'no-sound-backup':
    'Noch wurde keine Sicherung für gültig befunden, es gibt also keine zum Aufbewahren an anderem Ort. Erstellen und prüfen Sie zuerst eine.',
  'no-such-account':
    'Zu einem dieser Benutzernamen gibt es kein Konto. Nichts wurde geändert. Prüfen Sie die Namen oder lassen Sie Konten weg, die es nicht mehr gibt.',
  'no-such-model': 'Der Modellserver hat dieses Modell nicht.',
  'no-such-subject':
    'Es gibt kein Konto mit dieser Kennung oder diesem Benutzernamen. Sagen Sie bei jemandem ohne Konto, wie die Person zu erreichen ist.',
  'no-such-username': 'Es gibt kein Konto mit diesem Benutzernamen. Nichts wurde geändert.',
  'no-text-found': 'In der Datei wurde kein Text gefunden.',
  'no-version-prepared': 'Von diesem Schlüssel ist keine neue Version vorbereitet. Bereiten Sie zuerst eine vor.',
  'nobody-to-review': 'Kein Konto hat eine dieser Rollen. Nichts wurde begonnen.',
  'not-a-lesser-role':
    'Eine Prüfung entzieht nur Zugriff: Wählen Sie eine Rolle mit weniger Zugriff oder sperren Sie das Konto. Mehr vergeben Sie unter Personen.',
  'not-a-model-server': 'Die eingestellte Adresse antwortet, aber nicht als Modellserver. Die Administration muss sie prüfen.',
  'not-an-administrator':
    'Es gibt niemanden mit diesem Namen in der Administration, der sich anmelden kann. Nichts wurde geändert.',
  'not-an-answer': 'Das geht nur bei einer Antwort.',
  'not-an-export':
    'Diese Datei ist kein Export von Unterhaltungen, den Chat Man kennt: ChatGPT (conversations.json oder dessen ZIP), Open WebUI, LibreChat oder Chat Man selbst (JSON).',
  'not-found': 'Das gibt es nicht, oder Sie haben keinen Zugriff darauf.',
  'not-in-review':
    'Eines dieser Konten gehört nicht zu dieser Prüfung oder wurde inzwischen gesperrt oder gelöscht. Nichts wurde geändert.',
  'not-multipart': 'Dieser Aufruf nimmt Dateien als multipart/form-data.',
  'not-ready': 'Chat Man ist noch nicht bereit. Versuchen Sie es gleich noch einmal.',
  'not-yet-signed':
    'Das Ereignis ist aufgezeichnet, aber noch von keinem Prüfpunkt erfasst. Versuchen Sie es in einer Sekunde erneut.',
  'nothing-lost':
    'Das Prüfprotokoll ist nicht älter als sein Anker, und sein Schlüssel besteht; es gibt keinen Verlust hinzunehmen. Nichts wurde geändert.',
  'nothing-to-continue': 'Diese Antwort ist vollständig. Stellen Sie eine andere Frage.',
  'nothing-to-restore':
    'Es gibt keine gelöschte Unterhaltung von Ihnen wiederherzustellen. Gelöschte Unterhaltungen werden nach kurzer Zeit endgültig entfernt.',
  'nothing-to-share': 'In dieser Unterhaltung gibt es noch nichts zu teilen. Stellen Sie zuerst eine Frage.',
  'officers-only': 'Nur wer Anfragen bearbeitet, kann eine für jemand anderen oder mit früherem Datum erfassen.',
  'offsite-failed':
    'Die Sicherung ließ sich nicht an den anderen Ort kopieren oder ist dort nicht so wie hier. Hier ist sie unversehrt; mehr sagt das Serverprotokoll. Erneutes Kopieren macht dort weiter.',
  'offsite-missing':
    'Das Verzeichnis backup.offsite.directory ist nicht da; vielleicht ist es nicht eingebunden. Nichts wurde kopiert, und die Sicherung ist hier unversehrt.',
  'old-office-format':
    'Dies ist eine Office-Datei aus der Zeit vor 2007 oder eine mit Passwort. Speichern Sie sie als .docx, .xlsx oder .pptx ohne Passwort.',
  'outcome-unknown':
    'Die Verbindung zur Datenbank ging beim Abschluss verloren. Die Änderung wurde vielleicht gespeichert, vielleicht nicht. Sehen Sie nach, bevor Sie es erneut versuchen.',
  'own-access':
    'Niemand entscheidet über den eigenen Zugriff. Bitten Sie jemand anderen aus Compliance oder Administration. Nichts wurde geändert.',
  'own-account': 'Bei Ihrem eigenen Konto geht das nicht. Bitten Sie jemand anderen aus der Administration.',
  'own-approval':
    'Über Ihren eigenen Antrag oder einen, der Ihnen zugutekommt, können Sie nicht entscheiden. Das muss jemand anderes tun.',
  'own-request': 'Diese Anfrage betrifft Sie, deshalb muss jemand anderes sie bearbeiten. Zurückziehen können Sie sie weiterhin.',
  'own-role-request':
    'Über Ihre eigene Anfrage können Sie nicht entscheiden. Das muss jemand anderes aus der Administration tun.',
  'package-gone':
    'Es gibt kein Paket zum Herunterladen: Es wurde schon heruntergeladen, ist abgelaufen oder wurde nie erstellt. Stellen Sie eine neue Anfrage, um eines zu erhalten.',
  'parent-not-an-answer': 'Eine Frage muss auf eine Antwort folgen oder die Unterhaltung beginnen.',
  'parsing-needs-too-much-memory': 'Das Lesen der Datei braucht mehr Arbeitsspeicher als erlaubt und wurde deshalb angehalten.',
  'parsing-timed-out': 'Das Lesen der Datei hat länger als erlaubt gedauert und wurde deshalb angehalten.',
  'passage-not-found':
    'Diese Textstelle gibt es nicht mehr, oder Sie haben keinen Zugriff darauf. Das Dokument wurde vielleicht geändert oder entfernt, seit es zitiert wurde.',
  'passkey-known': 'Dieser Passkey wurde schon hinzugefügt.',
  'passkey-refused': 'Der Passkey passt nicht zu dieser Anfrage. Beginnen Sie von vorn.',
  'password-change-required': 'Wählen Sie zuerst ein eigenes Passwort. Bis dahin ist nichts anderes möglich.',
  'password-changed-meanwhile': 'Das Passwort wurde inzwischen geändert. Melden Sie sich mit dem neueren an.',
  'period-too-short': 'Diese Klasse muss länger aufbewahrt werden. Nichts wurde geändert.',
  'policy-fixed':
    'Die Frist dieser Klasse lässt sich nicht ändern: Ihre Daten gehen mit dem, wozu sie gehören. Nichts wurde geändert.',
  'policy-unchanged': 'Diese Frist gilt schon. Nichts wurde geändert.',
  'processing-restricted':
    'Die Verarbeitung Ihrer Daten ist eingeschränkt (Art. 18 DSGVO). Sie können sie lesen und exportieren und die Einschränkung unter „Meine Daten“ beenden.',
  'prompt-too-long': 'Die Frage ist zu lang für dieses Modell. Kürzen oder teilen Sie sie.',
  'proof-incomplete': 'Diese Bestätigung braucht alles, womit Sie sich anmelden, auf einmal. Nichts wurde geprüft.',
  'question-not-found': 'Diese Prüffrage gibt es nicht, oder Sie haben keinen Zugriff darauf.',
  'queue-full':
    'Zu viele Personen warten auf eine Antwort. Ihre Frage wurde nicht gesendet. Versuchen Sie es gleich noch einmal.',
  'rate-limited': 'Zu viele Anfragen. Warten Sie, bevor Sie es erneut versuchen.',
  'reason-needed': 'Sagen Sie, warum die Einschränkung enden kann. Die Person liest es vorher.',
  'received-in-future': 'Eine Anfrage kann nicht in der Zukunft eingehen. Prüfen Sie das Eingangsdatum.',
  'recipient-invalid':
    'Das ist kein öffentlicher Schlüssel von age. Nichts wurde heruntergeladen. Kopieren Sie die ganze Zeile, die mit age1 beginnt.',
  'record-damaged':
    'Dieser Datensatz ist beschädigt: Ein Teil lässt sich nicht lesen, deshalb taugt er für keine Entscheidung. Wo er liegt, sagt record.damaged im Prüfprotokoll.',
  'registration-closed': 'Hier erstellt nur die Administration Konten. Bitten Sie sie um eines.',
  'release-not-pending':
    'Es gibt keine Aufhebung dieser Löschsperre zurückzuziehen: Sie wurde nicht aufgehoben oder ist schon beendet.',
  'reset-link-used': 'Dieser Link ist abgelaufen oder wurde schon verwendet. Bitten Sie die Administration um einen neuen.',
  'restore-under-way': 'Eine Wiederherstellung ist schon beschlossen und beginnt gleich. Sonst wurde nichts geändert.',
  'retention-off':
    'Die Aufbewahrung ist ausgeschaltet (retention.enabled), deshalb wird nichts entfernt. Nichts wurde gestartet.',
  'retention-run-not-ended': 'Der Lauf ist nicht beendet, es gibt noch nichts zu bescheinigen. Versuchen Sie es danach erneut.',
  'retention-run-under-way': 'Ein Aufbewahrungslauf läuft. Verfolgen Sie ihn und starten Sie danach einen weiteren.',
  'review-already-open': 'Es gibt schon eine offene Zugriffsprüfung. Schließen Sie diese zuerst ab.',
  'review-closed': 'Diese Zugriffsprüfung ist geschlossen und bleibt, wie sie ist. Beginnen Sie eine neue.',
  'review-in-past': 'Wählen Sie ein Überprüfungsdatum in der Zukunft.',
  'review-open': 'Diese Zugriffsprüfung ist noch offen. Ihr Bericht wird beim Schließen signiert.',
  'review-unfinished':
    'Über einige Konten ist noch nicht entschieden. Bestätigen oder entziehen Sie jedem den Zugriff; dann lässt sich die Prüfung schließen.',
  'role-request-open': 'Sie haben schon eine offene Anfrage. Warten Sie die Entscheidung ab oder ziehen Sie die Anfrage zurück.',
  'rotation-too-early':
    'Die vorbereitete Schlüsselversion ist zu neu: Einige Instanzen kennen sie vielleicht noch nicht. Versuchen Sie es in zwei Minuten erneut.',
  'rotation-under-way': 'Von diesem Schlüssel ist schon eine neue Version vorbereitet. Aktivieren Sie sie zuerst.',
  'same-master-password': 'Das neue Hauptpasswort ist dasselbe wie das bisherige.',
  'same-password': 'Das neue Passwort ist dasselbe wie das alte. Wählen Sie ein anderes.',
  'same-role': 'Diese Person hat die Rolle schon.',
  'scope-beyond-role': 'Ein Token kann nie mehr als Sie selbst.',
  'second-factor-required': 'Ihre Rolle braucht einen zweiten Faktor. Richten Sie zuerst in Ihrem Konto einen ein.',
  'second-person-at-shell':
    'Das braucht eine zweite Person und geht deshalb nicht über die Befehlszeile. Beantragen Sie es im Portal, wo jemand anderes es genehmigen kann. Nichts wurde geändert.',
  'second-person-missing':
    'Das braucht eine zweite Person, und niemand sonst, der entscheiden könnte, kann sich anmelden. Nichts wurde geändert. Bleibt das so, führen Sie auf dem Server chatman single-operator aus.',
  'series-too-long':
    'Dieser Zeitraum ist leer oder ergäbe zu viele Punkte. Wählen Sie einen, der nach seinem Beginn endet, oder einen größeren Schritt.',
  'set-up-first': 'Noch gibt es kein Konto. Erstellen Sie das erste mit dem Einrichtungscode.',
  'setting-does-not-fit': 'Ein Wert ist für seine Einstellung nicht gültig. Nichts wurde geändert.',
  'setting-needs-reason':
    'Eine dieser Einstellungen schützt Personen, Daten oder das Prüfprotokoll; geben Sie deshalb einen Grund an. Nichts wurde geändert.',
  'setting-on-host':
    'Diese Einstellung bestimmt, wohin Inhalte gesendet oder welche Dateien gelesen werden, und lässt sich deshalb nur auf dem Server ändern. Nichts wurde geändert.',
  'sign-in-busy': 'Gerade melden sich zu viele Personen an. Versuchen Sie es in wenigen Sekunden erneut.',
  'size-unknown': 'Das Protokoll wurde bei dieser Größe nie signiert.',
  'sso-auth-time-ahead': 'Die Uhr des Single-Sign-on-Anbieters geht der von Chat Man vor. Melden Sie es der Administration.',
  'sso-auth-time-missing':
    'Der Single-Sign-on-Anbieter hat nicht gesagt, wann Sie sich angemeldet haben, und kann deshalb nicht bestätigen, dass Sie es jetzt sind. Melden Sie es der Administration.',
  'sso-auth-time-old':
    'Der Single-Sign-on-Anbieter hat keine neue Anmeldung verlangt. Melden Sie sich dort ab und beginnen Sie von vorn.',
  'sso-cancelled': 'Single Sign-on wurde abgebrochen, von Ihnen oder vom Anbieter. Sie können jederzeit neu beginnen.',
  'sso-link-refused': 'Es gibt keine Identität zu verknüpfen. Beginnen Sie von Ihrem Konto aus.',
  'sso-linked-elsewhere': 'Diese Identität ist mit einem anderen Konto verknüpft, oder Ihr Konto hat schon eine.',
  'sso-name-taken':
    'Ein Konto mit Ihrem Namen besteht schon. Melden Sie sich mit dessen Passwort an und verknüpfen Sie dann Single Sign-on unter „Mein Konto“.',
  'sso-name-unusable':
    'Der Single-Sign-on-Anbieter hat keinen gültigen Benutzernamen gesendet. Wenden Sie sich an die Administration.',
  'sso-no-account': 'Sie haben hier noch kein Konto. Bitten Sie die Administration um eines.',
  'sso-not-linked':
    'Ihr Konto ist nicht mit Single Sign-on verknüpft, damit lässt sich deshalb nicht bestätigen, dass Sie es sind.',
  'sso-other-identity':
    'Die Person, die sich mit Single Sign-on angemeldet hat, ist nicht die, der dieses Konto gehört. Beginnen Sie von vorn und melden Sie sich als Sie selbst an.',
  'sso-other-session': 'Das wurde in einer anderen Sitzung begonnen. Beginnen Sie von vorn.',
  'sso-refused':
    'Single Sign-on ist fehlgeschlagen. Beginnen Sie von vorn. Scheitert es wieder, wenden Sie sich an die Administration.',
  'sso-step-up-not-begun':
    'Diese Bestätigung wurde schon verwendet, ist abgelaufen oder wurde in einem anderen Browser begonnen. Beginnen Sie von vorn.',
  'sso-unavailable':
    'Der Single-Sign-on-Anbieter antwortet nicht. Versuchen Sie es gleich noch einmal oder melden Sie sich mit Ihrem Passwort an.',
  'step-up-required': 'Diese Handlung ist heikel. Bestätigen Sie Ihre Identität und wiederholen Sie sie.',
  'temporary-not-allowed': 'Temporäre Unterhaltungen sind hier ausgeschaltet. Ihre Frage wurde nicht gesendet.',
  'test-restore-interrupted':
    'Die Testwiederherstellung wurde nicht fertig: Chat Man hält an, oder der Server, auf dem sie lief, hielt an oder hatte keinen Platz mehr. Über die Sicherung sagt das nichts.',
  'test-restore-running': 'Auf diesem Rechner läuft schon eine Testwiederherstellung. Versuchen Sie es danach erneut.',
  'theirs-to-end':
    'Nur die Person selbst kann einen Widerspruch beenden, und ein schon angekündigtes Ende kommt an seinem Tag. Nichts wurde geändert.',
  'too-large': 'Die Anfrage ist für diesen Aufruf zu groß.',
  'too-many-attachments': 'Diese Unterhaltung hat so viele Dateien, wie erlaubt sind. Beginnen Sie für weitere eine neue.',
  'too-many-failures': 'Zu viele fehlgeschlagene Anmeldungen. Warten Sie, bevor Sie es erneut versuchen.',
  'too-many-files': 'Das sind mehr Dateien, als ein Aufruf annimmt. Senden Sie sie in mehreren.',
  'too-many-for-zip': 'Ein ZIP-Archiv kann nicht so viele Unterhaltungen enthalten. Exportieren Sie sie als JSON.',
  'too-many-pages': 'Die Datei hat mehr Seiten als erlaubt. Teilen Sie sie.',
  'too-many-passkeys': 'Sie haben die Höchstzahl an Passkeys je Person erreicht. Entfernen Sie zuerst einen.',
  'too-many-prompts': 'Sie haben so viele Vorlagen, wie aufbewahrt werden. Löschen Sie einige, die Sie nicht mehr verwenden.',
  'too-many-streams': 'Dieses Konto hat die Höchstzahl an Verbindungen für Ereignisse erreicht. Schließen Sie zuerst eine davon.',
  'too-many-tokens': 'Sie haben die Höchstzahl an Token je Person erreicht. Widerrufen Sie zuerst eines.',
  'too-many-waiting': 'Zu viele Ihrer Fragen warten auf eine Antwort. Warten Sie eine davon ab oder stoppen Sie eine.',
  'too-much-text': 'Die Datei enthält mehr Text, als ein Dokument darf. Teilen Sie sie.',
  unauthenticated: 'Melden Sie sich zuerst an.',
  unavailable: 'Chat Man kann das gerade nicht. Versuchen Sie es gleich noch einmal.',
  'under-hold':
    'Eine Löschsperre schützt dies vorerst, deshalb lässt es sich nicht löschen. Nichts wurde geändert. Fragen Sie die Compliance, wann es gehen kann.',
  unexpected:
    'In Chat Man ist etwas schiefgegangen. Sehen Sie nach, was gespeichert wurde, bevor Sie es erneut versuchen. Zur Kennung der Anfrage stehen Einzelheiten im Serverprotokoll.',
  'unknown-file-type':
    'Der Inhalt dieser Datei ist von keiner Art, die Chat Man liest: PDF, Word, Excel, PowerPoint, Webseiten, Markdown, CSV, E-Mail, Text und Bilder.',
  'unknown-model': 'Ein solches Modell gibt es hier nicht.',
  'unknown-setting': 'Es gibt keine Einstellung mit diesem Namen. Nichts wurde geändert.',
  unsupported: 'Der Inhalt muss als JSON gesendet werden.',
  'unsupported-parameter': 'Chat Man unterstützt nicht, was diese Anfrage verlangt. Nichts wurde an ein Modell gesendet.',
  'upload-cut-off': 'Der Upload endete, bevor alles angekommen war. Senden Sie ihn erneut.',
  'username-alike': 'Ein gleich aussehender Benutzername ist schon vergeben. Wählen Sie einen anderen.',
  'username-taken': 'Dieser Benutzername ist schon vergeben.',
  'verification-failed':
    'Das Protokoll ließ sich nicht bis zum Ende lesen, die Prüfung sagt deshalb nichts darüber. Versuchen Sie es gleich noch einmal.',
  'verification-interrupted':
    'Die Instanz, die geprüft hat, wurde vor dem Ende angehalten; über das Protokoll sagt das nichts. Starten Sie eine neue Prüfung.',
  'verification-stopped':
    'Die Prüfung wurde vor dem Ende angehalten und sagt deshalb nichts über das Protokoll. Starten Sie eine neue.',
  'version-not-found': 'Diese Version hat das Dokument nicht, oder sie wird nicht mehr aufbewahrt.',
  'weak-master-password':
    'Das neue Hauptpasswort ist zu schwach. Nötig sind mindestens 12 Zeichen mit Klein- und Großbuchstaben, einer Ziffer und einem Sonderzeichen, oder mindestens 20 beliebige; keine unsichtbaren Zeichen und kein gängiges Passwort.',
  'weak-password': 'Das Passwort ist zu leicht zu erraten.',
  'wrong-code': 'Dieser Code ist falsch oder abgelaufen. Prüfen Sie die Uhr Ihres Geräts und versuchen Sie es erneut.',
  'wrong-set-up-code': 'Dieser Einrichtungscode ist falsch. Sie finden ihn in der Startausgabe von Chat Man.',
};
