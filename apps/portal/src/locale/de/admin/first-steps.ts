import type { Texts } from '../../translate.js';

export const adminFirstStepsTexts: Texts = {
  'It is in the file .master_password in the configuration directory of the server, or in CHAT_MAN_PASSWORD if that is set. Everything is encrypted with it: if it is lost, all data is lost, and no backup helps. Keep a copy away from this machine.':
    'Es steht in der Datei .master_password im Konfigurationsverzeichnis des Servers, oder in CHAT_MAN_PASSWORD, wenn das gesetzt ist. Alles ist damit verschlüsselt: Geht es verloren, sind alle Daten verloren, und keine Sicherung hilft. Bewahren Sie eine Kopie außerhalb dieses Rechners auf.',
  'I have saved it': 'Ich habe es gesichert',
  'Connect a language model': 'Ein Sprachmodell verbinden',
  'Without one, answers are passages quoted from your documents. Start Ollama on this machine, or set the address of a model server.':
    'Ohne Modell bestehen Antworten aus Zitaten Ihrer Dokumente. Starten Sie Ollama auf diesem Rechner oder geben Sie die Adresse eines Modellservers an.',
  'Model settings': 'Modelleinstellungen',
  'Keep a backup off this machine': 'Eine Sicherung außerhalb dieses Rechners aufbewahren',
  'Chat Man makes backups on this machine, and can’t see whether they are copied to another one. Verify a backup, copy the backup directory to another place, and have that done regularly.':
    'Chat Man erstellt Sicherungen auf diesem Rechner und kann nicht sehen, ob sie anderswohin kopiert werden. Prüfen Sie eine Sicherung, kopieren Sie das Sicherungsverzeichnis an einen anderen Ort und lassen Sie das regelmäßig geschehen.',
  'Copies are kept elsewhere': 'Kopien werden anderswo aufbewahrt',
  'Add a second administrator': 'Eine zweite Person für die Administration',
  'Restoring, deleting backups and giving roles take two people. With one administrator, nobody can help when that one is locked out.':
    'Wiederherstellen, Sicherungen löschen und Rollen vergeben braucht zwei Personen. Gibt es nur eine mit der Rolle Administration, kann niemand helfen, wenn sie ausgesperrt ist.',
  'Signing in then takes a passkey or a code beside your password. Each administrator needs their own.':
    'Zur Anmeldung gehört dann neben dem Passwort ein Passkey oder ein Code. Jede Person der Administration braucht einen eigenen.',
  'Loading the first steps': 'Die ersten Schritte werden geladen',
  '{0} of {1} done. What Chat Man can check is checked each time this page opens.':
    '{0} von {1} erledigt. Was Chat Man prüfen kann, wird bei jedem Öffnen dieser Seite geprüft.',
  'To do': 'Zu erledigen',
  '{0} confirmed this, <cm_when></cm_when>': '{0} hat dies bestätigt, <cm_when></cm_when>',
  'Undo confirmation': 'Bestätigung zurücknehmen',
  'Don’t open this page first': 'Diese Seite nicht mehr zuerst öffnen',
};
