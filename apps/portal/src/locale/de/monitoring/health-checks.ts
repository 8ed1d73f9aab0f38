import type { Texts } from '../../translate.js';

/** Of `libs/contracts/health-checks.en.ts`. */
export const monitoringHealthChecksTexts: Texts = {
  Database: 'Datenbank',
  'Check that PostgreSQL runs and accepts connections. The embedded one keeps its log in the data directory under postgres; for your own server, check DATABASE_URL. Requests work again by themselves when it is back.':
    'Prüfen Sie, ob PostgreSQL läuft und Verbindungen annimmt. Die eingebaute Datenbank führt ihr Protokoll im Datenverzeichnis unter postgres; bei einem eigenen Server prüfen Sie DATABASE_URL. Ist sie wieder da, geht alles von selbst weiter.',
  Encryption: 'Verschlüsselung',
  'Check that config/.auth and config/.encryption_salt are the files that this installation was set up with, readable by Chat Man alone (chmod 600), and that CHAT_MAN_PASSWORD is right. Restore them from your copy if they were lost; new ones open nothing.':
    'Prüfen Sie, ob config/.auth und config/.encryption_salt die Dateien sind, mit denen diese Installation eingerichtet wurde, nur für Chat Man lesbar (chmod 600), und ob CHAT_MAN_PASSWORD stimmt. Gingen sie verloren, holen Sie sie aus Ihrer Kopie zurück; neue öffnen nichts.',
  Backups: 'Sicherungen',
  'Check free space (df -h), that the backup directory exists, and that Chat Man may write to it (chmod 700, owner chatman). The Backups page gives the reason of the last failure. Then create a backup.':
    'Prüfen Sie den freien Speicherplatz (df -h), ob das Verzeichnis der Sicherungen da ist und ob Chat Man hineinschreiben darf (chmod 700, Eigentümer chatman). Die Seite „Sicherungen“ nennt den Grund des letzten Fehlschlags. Erstellen Sie danach eine Sicherung.',
  'Audit log': 'Prüfprotokoll',
  'Check free space and permissions of data/audit and config. If the log does not match its signatures, change nothing: keep a copy and follow “When a verification fails” in docs/audit.md.':
    'Prüfen Sie freien Speicherplatz und Zugriffsrechte von data/audit und config. Passt das Protokoll nicht zu seinen Signaturen, ändern Sie nichts: Bewahren Sie eine Kopie auf und folgen Sie „When a verification fails“ in docs/audit.md.',
  'Disk space': 'Speicherplatz',
  'Free or add space where the data directory is. Old backups can be deleted on the Backups page, or kept elsewhere.':
    'Schaffen Sie Platz, wo das Datenverzeichnis liegt. Alte Sicherungen lassen sich auf der Seite „Sicherungen“ löschen oder anderswo aufbewahren.',
  Memory: 'Arbeitsspeicher',
  'Restart Chat Man. If it comes back, give the process more memory: NODE_OPTIONS=--max-old-space-size=4096.':
    'Starten Sie Chat Man neu. Tritt es wieder auf, geben Sie dem Prozess mehr Speicher: NODE_OPTIONS=--max-old-space-size=4096.',
  'Model server': 'Modellserver',
  'Check that it runs and answers: curl http://localhost:11434/api/tags. Check OLLAMA_BASE_URL, and that the model of the settings is installed (ollama list). Until then, answers are extracts from documents.':
    'Prüfen Sie, ob er läuft und antwortet: curl http://localhost:11434/api/tags. Prüfen Sie OLLAMA_BASE_URL und ob das Modell aus den Einstellungen installiert ist (ollama list). Bis dahin sind Antworten Auszüge aus Dokumenten.',
  Alerts: 'Warnmeldungen',
  'Check monitoring.enabled and the thresholds in the settings, the address of the webhook and the settings under monitoring.email. The Alerts page sends a test alert and says how each receiver answered.':
    'Prüfen Sie monitoring.enabled und die Schwellen in den Einstellungen, die Adresse des Webhooks und die Einstellungen unter monitoring.email. Die Seite „Warnmeldungen“ schickt eine Probe und sagt, was jeder Empfänger geantwortet hat.',
  'Disk encryption': 'Festplattenverschlüsselung',
  'Put the data directory, backups and temporary files on an encrypted disk (LUKS, FileVault, BitLocker), and remove SKIP_ENCRYPTION_CHECK.':
    'Legen Sie Datenverzeichnis, Sicherungen und temporäre Dateien auf eine verschlüsselte Festplatte (LUKS, FileVault, BitLocker) und entfernen Sie SKIP_ENCRYPTION_CHECK.',
  'Knowledge file': 'Wissensdatei',
  'Check that config/knowledge.md is a text file that Chat Man may read.':
    'Prüfen Sie, ob config/knowledge.md eine Textdatei ist, die Chat Man lesen darf.',
  'Search by meaning': 'Suche nach Bedeutung',
  'Check the embedding model under retrieval in the settings. Search by words works meanwhile.':
    'Prüfen Sie das Embedding-Modell unter „retrieval“ in den Einstellungen. Die Suche nach Wörtern geht solange weiter.',
  'Reverse proxy': 'Reverse-Proxy',
  'List the address of your proxy in http.trustedProxies, so that limits count people and not the proxy.':
    'Tragen Sie die Adresse Ihres Proxys in http.trustedProxies ein, damit die Grenzen für Menschen gelten und nicht für den Proxy.',
};
