import type { Texts } from '../translate.js';

export const otherPagesTexts: Texts = {
  'You’re confirmed': 'Sie sind bestätigt',
  'Not confirmed': 'Nicht bestätigt',
  '{0} didn’t confirm your identity, or it took too long.':
    '{0} hat Ihre Identität nicht bestätigt, oder es hat zu lange gedauert.',
  'You’re confirmed. You can continue with what you were doing.': 'Sie sind bestätigt und können fortfahren.',
  '{0} confirmed you. Continue with what you were doing; you’ll be asked for your second factor.':
    '{0} hat Sie bestätigt. Fahren Sie fort; Sie werden nach Ihrem zweiten Faktor gefragt.',
  'You can close this window and continue in the previous one.': 'Sie können dieses Fenster schließen und im vorigen fortfahren.',
  'Sign in with {0} again to confirm that it’s you at this screen.':
    'Melden Sie sich erneut mit {0} an, um zu bestätigen, dass Sie an diesem Bildschirm sitzen.',
  'Go back': 'Zurück',
  'Enter the set-up code.': 'Geben Sie den Einrichtungscode ein.',
  'A code has three groups of four letters or digits.': 'Ein Code hat drei Gruppen aus vier Buchstaben oder Ziffern.',
  'Save the master password first, then tick this box.': 'Sichern Sie zuerst das Hauptpasswort und setzen Sie dann das Häkchen.',
  'That’s not the set-up code. You’ll find it in the terminal where Chat Man was started.':
    'Das ist nicht der Einrichtungscode. Sie finden ihn in dem Terminal, in dem Chat Man gestartet wurde.',
  'Create the first account. It manages users, models and backups, but can’t read other people’s conversations.':
    'Erstellen Sie das erste Konto. Es verwaltet Personen, Modelle und Sicherungen, kann aber die Unterhaltungen anderer nicht lesen.',
  'Chat Man is set up': 'Chat Man ist eingerichtet',
  'The first account exists, so the set-up code no longer works.':
    'Das erste Konto besteht, deshalb gilt der Einrichtungscode nicht mehr.',
  'Set-up code': 'Einrichtungscode',
  'Shown in the terminal where Chat Man was started, next to its address. It works once.':
    'Steht in dem Terminal, in dem Chat Man gestartet wurde, neben der Adresse. Er gilt einmal.',
  'Make the first account': 'Erstes Konto erstellen',
  'Creating the first account…': 'Das erste Konto wird erstellt …',
  'Save the master password before you go on. It is in the file <code>.master_password</code> in the configuration directory of the server, or in <code>CHAT_MAN_PASSWORD</code> if you set that. It is not the password of your account.':
    'Sichern Sie das Hauptpasswort, bevor Sie weitermachen. Es steht in der Datei <code>.master_password</code> im Konfigurationsverzeichnis des Servers, oder in <code>CHAT_MAN_PASSWORD</code>, wenn Sie das gesetzt haben. Es ist nicht das Passwort Ihres Kontos.',
  'Everything here is encrypted with it: if it is lost, all data is lost, and no backup helps.':
    'Alles hier ist damit verschlüsselt: Geht es verloren, sind alle Daten verloren, und keine Sicherung hilft.',
  'I have saved the master password away from this machine': 'Ich habe das Hauptpasswort außerhalb dieses Rechners gesichert',
  'Go to sign-in': 'Zur Anmeldung',
  'The page may have moved, or the link may be incomplete.':
    'Die Seite wurde vielleicht verschoben, oder der Link ist unvollständig.',
  'Go to your conversations': 'Zu Ihren Unterhaltungen',
  'You don’t have access to this page': 'Sie haben keinen Zugriff auf diese Seite',
  'Your role doesn’t include this page. If you need it for your work, request another role in My account.':
    'Ihre Rolle umfasst diese Seite nicht. Wenn Sie sie für Ihre Arbeit brauchen, fragen Sie unter „Mein Konto“ eine andere Rolle an.',
  'The server isn’t responding. It may be starting, or your connection may be down. This page reloads by itself as soon as the server responds.':
    'Der Server antwortet nicht. Vielleicht startet er gerade, oder Ihre Verbindung ist unterbrochen. Diese Seite lädt sich von selbst neu, sobald er antwortet.',
  'This link works once. Nobody else can see the password you choose, not even an administrator.':
    'Dieser Link gilt einmal. Niemand sonst sieht das Passwort, das Sie wählen, auch nicht die Administration.',
  'Password set': 'Passwort gesetzt',
  'You’ve been signed out everywhere. Sign in with your new password to continue.':
    'Sie wurden überall abgemeldet. Melden Sie sich mit Ihrem neuen Passwort an, um fortzufahren.',
  'This link no longer works': 'Dieser Link gilt nicht mehr',
  'It has already been used, is more than a day old, or is incomplete. Nothing was changed. Ask your administrator for a new one.':
    'Er wurde schon verwendet, ist älter als einen Tag oder unvollständig. Nichts wurde geändert. Bitten Sie die Administration um einen neuen.',
  'Set password': 'Passwort setzen',
  'Setting your password…': 'Ihr Passwort wird gesetzt …',
  'Your drafts are kept encrypted until you sign in again.': 'Ihre Entwürfe bleiben verschlüsselt, bis Sie sich wieder anmelden.',
  'You were signed out after a period of inactivity.{0}': 'Sie wurden nach einer Zeit ohne Aktivität abgemeldet.{0}',
  'Your session reached its maximum length and ended.{0}': 'Ihre Sitzung hat ihre Höchstdauer erreicht und wurde beendet.{0}',
  'Your session was ended. Sign in again.{0}': 'Ihre Sitzung wurde beendet. Melden Sie sich erneut an.{0}',
  'Your password was changed. Sign in with the new one.': 'Ihr Passwort wurde geändert. Melden Sie sich mit dem neuen an.',
  'You are signed out.': 'Sie sind abgemeldet.',
  'This passkey wasn’t accepted. On its own, it works only if it asks for your fingerprint, face or PIN; otherwise, use it after your password.':
    'Dieser Passkey wurde nicht angenommen. Allein gilt er nur, wenn er nach Fingerabdruck, Gesicht oder PIN fragt; verwenden Sie ihn sonst nach Ihrem Passwort.',
  'That username and password don’t match.': 'Benutzername und Passwort passen nicht zusammen.',
  '{0} didn’t confirm your identity, it took too long, or you cancelled. Nothing was changed. Try again; if it keeps failing, ask an administrator.':
    '{0} hat Ihre Identität nicht bestätigt, es hat zu lange gedauert, oder Sie haben abgebrochen. Nichts wurde geändert. Versuchen Sie es erneut; scheitert es weiterhin, wenden Sie sich an die Administration.',
  'This passkey doesn’t belong to the account you’re signing in to.':
    'Dieser Passkey gehört nicht zu dem Konto, bei dem Sie sich anmelden.',
  'That code is incorrect or was already used. Your app shows a new one every 30 seconds.':
    'Dieser Code ist falsch oder wurde schon verwendet. Ihre App zeigt alle 30 Sekunden einen neuen.',
  'This took too long. Start again.': 'Das hat zu lange gedauert. Beginnen Sie von vorn.',
  'Too many attempts. Wait {0} and try again.': 'Zu viele Versuche. Warten Sie {0} und versuchen Sie es erneut.',
  'a few minutes': 'einige Minuten',
  'A code has six digits; a recovery code is longer.': 'Ein Code hat sechs Ziffern; ein Wiederherstellungscode ist länger.',
  'Signing in…': 'Sie werden angemeldet …',
  'Start again': 'Von vorn beginnen',
  'Continue with {0}': 'Weiter mit {0}',
  'Signing you in': 'Sie werden angemeldet',
  'One more step': 'Noch ein Schritt',
  'A username has at most 64 characters.': 'Ein Benutzername hat höchstens 64 Zeichen.',
  'Enter your password.': 'Geben Sie Ihr Passwort ein.',
  'No account yet? <link>Create one</link>': 'Noch kein Konto? <link>Konto erstellen</link>',
  'Enter your name.': 'Geben Sie Ihren Namen ein.',
  'This username is taken. Choose another one, or sign in if it’s yours.':
    'Dieser Benutzername ist vergeben. Wählen Sie einen anderen, oder melden Sie sich an, wenn es Ihrer ist.',
  'You’ll be able to ask questions and see the documents open to clients.':
    'Sie können Fragen stellen und die Dokumente sehen, die für Klienten offen sind.',
  'Ask an administrator for an account': 'Bitten Sie die Administration um ein Konto',
  'Shown in Chat Man.': 'Wird in Chat Man angezeigt.',
  'Creating your account…': 'Ihr Konto wird erstellt …',
  'You have an account? <link>Sign in</link>': 'Sie haben ein Konto? <link>Anmelden</link>',
  'Registration is closed here. Please ask an administrator of your organisation for an account. <link>Back to sign-in</link>':
    'Die Registrierung ist hier geschlossen. Bitten Sie die Administration Ihrer Organisation um ein Konto. <link>Zurück zur Anmeldung</link>',
  'Which rule is met by what, and which test shows it': 'Welche Vorschrift womit erfüllt wird und welcher Test es zeigt',
  'What the checks of every part say now': 'Was die Prüfungen jedes Bestandteils jetzt sagen',
  'Signed state of the audit log, proof that it only grew, verifications':
    'Signierter Stand des Prüfprotokolls, Nachweis, dass es nur gewachsen ist, Prüfungen',
  'Backups, with what verifying and restoring them on trial showed':
    'Sicherungen, mit dem Ergebnis von Prüfung und Testwiederherstellung',
  'Retention policies, legal holds, certificates of runs': 'Aufbewahrungsregeln, Löschsperren, Bescheinigungen der Läufe',
  'Record of processing, requests, incidents, certificates of erasures':
    'Verzeichnis von Verarbeitungstätigkeiten, Anfragen, Vorfälle, Löschbescheinigungen',
  'Settings in force, and where each comes from': 'Geltende Einstellungen und woher jede stammt',
  'Ages of the keys': 'Alter der Schlüssel',
  'Packages that the program is made of (CycloneDX)': 'Pakete, aus denen das Programm besteht (CycloneDX)',
  'Manifest, its signature, and the public keys': 'Manifest, seine Signatur und die öffentlichen Schlüssel',
  'Everything that an auditor asks for, as of this moment, in one signed ZIP. It names nobody, and holds no content and no secret.':
    'Alles, wonach eine Prüfung fragt, Stand jetzt, in einem signierten ZIP-Archiv. Es nennt niemanden und enthält weder Inhalte noch Geheimnisse.',
  'What is in it': 'Was darin ist',
  'How it is checked': 'Wie es geprüft wird',
  'On any computer with Chat Man’s program, without this installation and without a network. Give the public key that you obtained elsewhere; the one in the pack proves nothing about who made it.':
    'Auf jedem Rechner mit dem Programm von Chat Man, ohne diese Installation und ohne Netz. Geben Sie den öffentlichen Schlüssel an, den Sie anderweitig erhalten haben; der im Paket beweist nicht, wer es erstellt hat.',
  'Collecting evidence…': 'Nachweise werden zusammengestellt …',
  'Download the evidence pack': 'Nachweispaket herunterladen',
  'You signed in with a temporary password that someone else may know. Choose your own to continue.':
    'Sie haben sich mit einem vorläufigen Passwort angemeldet, das jemand anderes kennen kann. Wählen Sie ein eigenes, um fortzufahren.',
  'Temporary password': 'Vorläufiges Passwort',
  'chatman verify-pack evidence.zip --key audit.pub': 'chatman verify-pack evidence.zip --key audit.pub',
};
