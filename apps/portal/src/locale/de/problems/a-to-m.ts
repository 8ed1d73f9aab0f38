import type { Texts } from '../../translate.js';

export const problemsAToM: Texts = {
  'access-reason-required':
    'Geben Sie einen Grund für das Lesen des Prüfprotokolls an (5 bis 500 Zeichen). Er wird aufgezeichnet.',
  'act-does-not-fit': 'Der Zustand der Anfrage erlaubt dies nicht.',
  'alert-not-open': 'Diese Warnmeldung wurde inzwischen quittiert oder behoben. Nichts wurde geändert.',
  'already-decided': 'Hierüber ist bereits entschieden. Nichts wurde geändert.',
  'already-done':
    'Dies geschah bereits durch eine frühere Anfrage. Ihre Antwort enthielt ein Geheimnis, das nur einmal gezeigt wird, und wird deshalb nicht noch einmal gesendet.',
  'already-enrolled': 'Sie haben schon einen zweiten Faktor. Entfernen Sie ihn zuerst.',
  'already-set-up': 'Das erste Konto besteht schon. Melden Sie sich an.',
  'already-withdrawn':
    'Der Zugriff eines dieser Konten ist entzogen, oder das wartet auf eine zweite Person. Nichts wurde geändert.',
  'answer-cut':
    'Die Verbindung zum Modell ging verloren. Was bis dahin geschrieben war, bleibt erhalten, und Sie können die Antwort fortsetzen.',
  'answer-empty': 'Das Modell hat eine leere Antwort geliefert. Ihre Frage bleibt erhalten; versuchen Sie es erneut.',
  'answer-failed': 'Die Antwort ließ sich nicht schreiben. Ihre Frage bleibt erhalten; versuchen Sie es erneut.',
  'answer-filtered':
    'Der Inhaltsfilter des Modellservers hat die Antwort blockiert. Ihre Frage bleibt erhalten; formulieren Sie sie um.',
  'answer-interrupted':
    'Chat Man wurde angehalten, während diese Antwort geschrieben wurde. Was bis dahin geschrieben war, bleibt erhalten, und Sie können die Antwort fortsetzen.',
  'answer-malformed':
    'Der Modellserver hat eine Antwort gesendet, die Chat Man nicht lesen konnte. Was bis dahin geschrieben war, bleibt erhalten.',
  'answer-stays-here':
    'Diese Antwort begann mit Dokumenten, die hierbleiben müssen, und das Modell, das sie fortsetzen würde, gilt als außerhalb Ihrer Organisation. Nichts wurde gesendet. Stellen Sie die Frage noch einmal.',
  'answer-tool-call':
    'Das Modell wollte ein Werkzeug aufrufen, statt zu antworten, und Chat Man bietet keine an. Ihre Frage bleibt erhalten; versuchen Sie es erneut oder wählen Sie ein anderes Modell.',
  'answer-under-way': 'Es wird noch eine Antwort geschrieben. Warten Sie sie ab oder stoppen Sie sie.',
  'approval-expired': 'Niemand hat binnen 24 Stunden entschieden. Beantragen Sie es erneut.',
  'approval-lapsed':
    'Die beantragende Person wurde inzwischen gesperrt oder hat die Rolle gewechselt, hierüber kann deshalb nicht mehr entschieden werden. Nichts wurde geändert.',
  'attachment-failed':
    'Eine angehängte Datei ließ sich nicht lesen. Ihre Frage wurde nicht gesendet. Entfernen Sie die Datei oder hängen Sie eine andere an.',
  'attachment-not-found':
    'Diese Datei ist nicht an die Unterhaltung angehängt oder wurde schon mit einer Frage gesendet. Hängen Sie sie erneut an.',
  'attachment-not-ready':
    'Eine angehängte Datei wird noch gelesen. Ihre Frage wurde nicht gesendet. Warten Sie, bis die Datei bereit ist.',
  'attachment-too-large':
    'Die Datei ist größer, als ein Anhang sein darf. Hängen Sie eine kleinere an, oder den Teil, auf den es ankommt.',
  'audit-damaged':
    'Das Prüfprotokoll stimmt nicht mit seinen signierten Prüfpunkten überein. Prüfen Sie es, um zu erfahren, wo. Nichts wurde geändert.',
  'audit-unavailable':
    'Das Prüfprotokoll lässt sich gerade nicht schreiben, deshalb geschah nichts. Versuchen Sie es gleich noch einmal.',
  'aware-in-future': 'Der Zeitpunkt des Bekanntwerdens kann nicht in der Zukunft liegen. Prüfen Sie ihn.',
  'backup-changed':
    'Die Migrationen dieser Sicherung heißen wie die dieser Version, haben aber anderen Inhalt. Installieren Sie die Version, mit der gesichert wurde. Nichts wurde geändert.',
  'backup-failed':
    'Die Sicherung ist fehlgeschlagen und hat nichts hinterlassen. Frühere sind unversehrt. Die Liste der Sicherungen nennt den Grund.',
  'backup-newer':
    'Diese Sicherung stammt von einer neueren Version von Chat Man, mit Tabellen, die diese Version nicht kennt. Installieren Sie jene oder eine spätere. Nichts wurde geändert.',
  'backup-not-finished': 'Diese Sicherung ist nicht abgeschlossen, sie lässt sich deshalb weder prüfen noch löschen.',
  'backup-not-restorable':
    'Im Sicherungsverzeichnis liegt keine vollständige Sicherung mit dieser Kennung, die mit einem Schlüssel dieser Installation signiert ist. Nichts wurde geändert.',
  'backup-under-way':
    'Es läuft schon eine Sicherung, und nur eine kann zugleich laufen. Sie steht oben in der Liste. Erstellen Sie eine weitere, wenn sie fertig ist.',
  'backups-off': 'Sicherungen sind durch die Einstellung backup.enabled ausgeschaltet. Es wurde keine erstellt.',
  'body-too-slow': 'Die Anfrage kam nicht rechtzeitig an. Senden Sie sie über eine schnellere Verbindung erneut.',
  'collection-built-in':
    'Diese Sammlung stammt aus config/knowledge.md. Ändern Sie jene Datei oder erstellen Sie eine eigene Sammlung.',
  'collection-not-found': 'Diese Sammlung gibt es nicht, oder Sie haben keinen Zugriff darauf.',
  'command-taken': 'Sie haben schon eine Vorlage mit diesem Befehl. Wählen Sie einen anderen.',
  'conversation-moved-on':
    'Diese Unterhaltung wurde in einem anderen Tab oder auf einem anderen Gerät fortgesetzt. Ihre Frage wurde nicht gesendet. Setzen Sie nach der neuesten Nachricht fort oder verzweigen Sie.',
  'cross-site-request': 'Die Anfrage kam von einer anderen Website. Öffnen Sie Chat Man und versuchen Sie es dort erneut.',
  'database-busy': 'Die Datenbank hat zu lange gebraucht, und nichts wurde geändert. Versuchen Sie es gleich noch einmal.',
  'deleted-meanwhile':
    'Während des Exports wurde eine Unterhaltung gelöscht. Die Datei ist unvollständig. Exportieren Sie erneut.',
  'disabled-account': 'Das Konto ist gesperrt. Entsperren Sie es zuerst.',
  'display-name-alike':
    'Ein anderes Konto hat einen Namen, der gleich aussieht, aber aus anderen Zeichen besteht. Verwenden Sie dieselben Zeichen oder einen anderen Namen.',
  'document-damaged': 'Die Datei ist beschädigt: Sie lässt sich nicht bis zum Ende lesen.',
  'document-encrypted': 'Die Datei ist mit einem Passwort geschützt. Speichern Sie sie ohne.',
  'document-known': 'Die Sammlung hat genau diese Datei schon. Nichts wurde hinzugefügt.',
  'document-not-found': 'Dieses Dokument gibt es nicht, oder Sie haben keinen Zugriff darauf.',
  'encoding-unknown': 'Der Text hat eine unbekannte Kodierung. Speichern Sie ihn als UTF-8.',
  'expands-too-much': 'Entpackt wäre die Datei weit größer, als sie ist. Sie wurde nicht geöffnet.',
  'export-too-large': 'Diese Datei ist größer, als ein Import sein darf.',
  'factor-proof-needed':
    'Diese Sitzung begann, bevor Sie einen zweiten Faktor eingerichtet haben, und braucht ihn jetzt: einen Code oder einen Passkey. Nichts wurde geprüft.',
  'file-changed': 'Die Datei hat sich während des Lesens geändert.',
  'file-empty': 'Die Datei ist leer.',
  'file-too-large': 'Die Datei ist größer als erlaubt. Teilen Sie sie, oder lassen Sie die Administration die Grenze anheben.',
  'floor-above-active':
    'Die aktive Schlüsselversion liegt unter dieser Untergrenze. Aktivieren Sie eine neuere, verschlüsseln Sie neu, was ältere verschlüsselt haben, und heben Sie dann die Untergrenze an.',
  forbidden: 'Ihre Rolle erlaubt das nicht.',
  'hold-released':
    'Diese Löschsperre wurde schon aufgehoben, und das lässt sich nicht rückgängig machen. Setzen Sie eine neue, um die Daten wieder zu schützen.',
  'idempotency-key-in-use':
    'Dieselbe Anfrage wird noch verarbeitet. Senden Sie sie gleich noch einmal, um ihre Antwort zu erhalten.',
  'idempotency-key-not-taken':
    'Dieser Aufruf nimmt keinen Idempotency-Key an; eine Wiederholung würde ihn zweimal ausführen. Senden Sie ihn ohne. Nichts geschah.',
  'idempotency-key-reused':
    'Dieser Idempotency-Key wurde schon für eine andere Anfrage verwendet. Nehmen Sie für jeden Vorgang einen neuen.',
  'image-too-large': 'Das Bild hat mehr Bildpunkte, als gelesen werden. Verkleinern Sie es.',
  'incident-closed': 'Dieser Vorfall ist geschlossen und bleibt, wie er ist. Erfassen Sie einen neuen.',
  'incident-undecided':
    'Entscheiden Sie zuerst mit einem Grund, ob die Behörde unterrichtet wird. Dann kann der Vorfall geschlossen werden.',
  'invalid-credentials': 'Benutzername und Passwort passen nicht zusammen.',
  'invalid-cursor': 'Diese Listenposition ist ungültig. Laden Sie die Liste neu.',
  'invalid-idempotency-key':
    'Ein Idempotency-Key muss aus 8 bis 200 sichtbaren ASCII-Zeichen bestehen und für jeden Vorgang einmalig sein.',
  'invalid-request': 'Die Anfrage ist für diesen Aufruf nicht gültig.',
  'job-failed':
    'Der Auftrag ist an einem Fehler in Chat Man gescheitert, und nichts davon wurde behalten. Starten Sie ihn erneut. Einzelheiten stehen im Serverprotokoll.',
  'job-not-found': 'Diesen Auftrag gibt es nicht, oder Sie haben keinen Zugriff darauf.',
  'job-over': 'Dieser Auftrag ist schon beendet, es gibt nichts abzubrechen.',
  'key-destroyed': 'Dieser Inhalt wurde gelöscht: Sein Schlüssel wurde vernichtet, er lässt sich weder lesen noch ergänzen.',
  'keyring-copy-locked':
    'Die Schlüsselbundkopie neben den Sicherungen lässt sich nicht öffnen: Sie stammt von einem anderen Hauptpasswort oder wurde verändert. Verwenden Sie das Passwort, das bei der neuesten Sicherung galt. Nichts wurde geändert.',
  'last-admin':
    'Dies ist die letzte Person mit der Rolle Administration, die sich anmelden kann. Geben Sie zuerst jemand anderem die Rolle.',
  'last-way-in':
    'Dies ist der einzige Weg, sich bei Ihrem Konto anzumelden. Wählen Sie zuerst ein Passwort, mit einem Link von der Administration.',
  'master-change-just-finished':
    'Das Hauptpasswort wurde gerade geändert, und Instanzen, die noch mit dem alten laufen, erfahren es jetzt. Starten Sie jede Instanz mit dem neuen neu. Nach zwei Minuten können Sie es erneut ändern.',
  'master-change-under-way':
    'Eine Änderung des Hauptpassworts läuft schon. Setzen Sie sie fort und schließen Sie sie ab, bevor Sie eine weitere beginnen.',
  'master-change-unfinished':
    'Einige Datenschlüssel sind noch mit dem alten Hauptpasswort verpackt, deshalb wurde nichts umgestellt. Setzen Sie die Änderung fort.',
  'mfa-required': 'Geben Sie den Code Ihrer Authenticator-App oder einen Wiederherstellungscode ein.',
  'model-busy': 'Das Modell ist ausgelastet. Ihre Frage bleibt erhalten; versuchen Sie es gleich noch einmal.',
  'model-cannot-load':
    'Der Modellserver kann dieses Modell nicht laden. Melden Sie es der Administration: Seine Datei ist vielleicht beschädigt oder der Server zu alt dafür.',
  'model-failed': 'Das Modell hat mit einem Fehler aufgehört. Was es bis dahin geschrieben hat, bleibt erhalten.',
  'model-name-refused':
    'Dieses Modell läuft auf einem entfernten Server, und Chat Man ist so eingestellt, dass dorthin nichts gesendet wird. Wählen Sie ein Modell, das hier läuft.',
  'model-not-found': 'Der Modellserver hat dieses Modell nicht. Wählen Sie ein anderes.',
  'model-out-of-memory':
    'Der Modellserver hat nicht genug Arbeitsspeicher für dieses Modell. Was es bis dahin geschrieben hat, bleibt erhalten. Die Administration kann ein kleineres Modell wählen oder model.context_tokens senken.',
  'model-pull-failed':
    'Der Modellserver konnte dieses Modell nicht herunterladen. Was schon geladen ist, bleibt. Prüfen Sie den Namen, die Verbindung des Servers und seinen freien Platz und versuchen Sie es erneut.',
  'model-refused': 'Der Modellserver hat die Anfrage von Chat Man zurückgewiesen. Die Administration muss das Token prüfen.',
  'model-silent':
    'Das Modell antwortet nicht mehr. Was es bis dahin geschrieben hat, bleibt erhalten, und Sie können die Antwort fortsetzen.',
  'model-timeout':
    'Die Antwort hat zu lange gedauert. Was bis dahin geschrieben war, bleibt erhalten, und Sie können die Antwort fortsetzen.',
  'model-unreachable': 'Der Modellserver ist nicht erreichbar. Versuchen Sie es erneut oder melden Sie es der Administration.',
  'models-not-managed':
    'Dieser Modellserver lässt Chat Man keine Modelle herunterladen oder löschen. Verwenden Sie die Werkzeuge des Servers.',
  'month-not-prunable':
    'Protokollereignisse werden monatsweise entfernt, die ältesten zuerst, sobald der ganze Monat signiert und älter als audit.logRetentionDays ist. Nichts wurde entfernt.',
};
