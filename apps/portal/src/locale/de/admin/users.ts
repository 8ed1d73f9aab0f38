import type { Texts } from '../../translate.js';

export const adminUsersTexts: Texts = {
  'Link for choosing a password': 'Link zum Wählen eines Passworts',
  'Send this link to {0} in a way that only they can read. It works once, until <cm_when></cm_when>.':
    'Senden Sie diesen Link so an {0}, dass nur diese Person ihn lesen kann. Er gilt einmal, bis <cm_when></cm_when>.',
  'Anyone with this link can take over the account. Don’t paste it into a ticket.':
    'Wer diesen Link hat, kann das Konto übernehmen. Fügen Sie ihn nicht in ein Ticket ein.',
  'This username is already taken.': 'Dieser Benutzername ist schon vergeben.',
  'A username that looks the same is already taken.': 'Ein gleich aussehender Benutzername ist schon vergeben.',
  'Another account has a name that looks the same but uses different characters.':
    'Ein anderes Konto hat einen Namen, der gleich aussieht, aber aus anderen Zeichen besteht.',
  'Creating the account…': 'Das Konto wird erstellt …',
  'The name colleagues know them by.': 'Der Name, unter dem die Person bekannt ist.',
  'Letters, digits and . _ @ + -. It can’t be changed later.':
    'Buchstaben, Ziffern und . _ @ + -. Er lässt sich später nicht ändern.',
  'Account created': 'Konto erstellt',
  'Password link for {0}': 'Passwort-Link für {0}',
  'Edit name': 'Namen bearbeiten',
  'The username doesn’t change. This change is recorded in the audit log.':
    'Der Benutzername ändert sich nicht. Diese Änderung wird im Prüfprotokoll aufgezeichnet.',
  'This role can see or decide things about other people, so a second person must approve this within 24 hours, if anyone else can. Until then, nothing changes.':
    'Diese Rolle kann Daten anderer sehen oder über sie entscheiden, deshalb muss eine zweite Person dies binnen 24 Stunden genehmigen, sofern es eine andere kann. Bis dahin ändert sich nichts.',
  'This person can currently approve other people’s requests, so a second person must approve this within 24 hours, if anyone else can. Until then, nothing changes.':
    'Diese Person kann derzeit Anträge anderer genehmigen, deshalb muss eine zweite Person dies binnen 24 Stunden genehmigen, sofern es eine andere kann. Bis dahin ändert sich nichts.',
  'Their old role allowed some things the new one doesn’t, so they are signed out everywhere and need to sign in again.':
    'Die bisherige Rolle hat manches erlaubt, was die neue nicht erlaubt. Die Person wird deshalb überall abgemeldet und muss sich neu anmelden.',
  'This is the last administrator who can sign in, and Chat Man needs at least one. Give someone else the role Administrator first (two people must approve that), then change this one.':
    'Dies ist die letzte Person mit der Rolle Administration, die sich anmelden kann, und Chat Man braucht mindestens eine. Geben Sie erst jemand anderem die Rolle Administration (das müssen zwei Personen genehmigen) und ändern Sie dann diese.',
  'Change role': 'Rolle ändern',
  'New role': 'Neue Rolle',
  'Kept in the audit log. Approvers and auditors can read it.':
    'Wird im Prüfprotokoll aufbewahrt. Genehmigende und Prüfende können ihn lesen.',
  'Current role: {0}': 'Bisherige Rolle: {0}',
  'Change {0}’s role': 'Rolle von {0} ändern',
  'This person can approve other people’s requests, so a second person must approve this within 24 hours, if anyone else can. Until then, nothing changes.':
    'Diese Person kann Anträge anderer genehmigen, deshalb muss eine zweite Person dies binnen 24 Stunden genehmigen, sofern es eine andere kann. Bis dahin ändert sich nichts.',
  'Auditors can read it, and the person can ask to see it.':
    'Prüfende können ihn lesen, und die Person kann verlangen, ihn zu sehen.',
  'Disable {0}’s account?': 'Das Konto von {0} sperren?',
  'They are signed out everywhere immediately and can’t sign in again.':
    'Die Person wird sofort überall abgemeldet und kann sich nicht wieder anmelden.',
  'Their conversations, documents and settings are kept.': 'Ihre Unterhaltungen, Dokumente und Einstellungen bleiben.',
  'You can enable the account again at any time.': 'Sie können das Konto jederzeit wieder entsperren.',
  'Enable {0}’s account?': 'Das Konto von {0} entsperren?',
  'They can sign in again with the same password and role.':
    'Die Person kann sich wieder mit demselben Passwort und derselben Rolle anmelden.',
  'You can disable the account again at any time.': 'Sie können das Konto jederzeit wieder sperren.',
  'Enable account': 'Konto entsperren',
  'Create a password link for {0}?': 'Einen Passwort-Link für {0} erstellen?',
  'This person can approve other people’s requests, so a second person must approve this first, if anyone else can. Then come back here within 24 hours to get the link.':
    'Diese Person kann Anträge anderer genehmigen, deshalb muss zuerst eine zweite Person dies genehmigen, sofern es eine andere kann. Kommen Sie dann binnen 24 Stunden hierher zurück, um den Link zu erhalten.',
  'You get a link that works once, within 24 hours. Send it in a way that only this person can read.':
    'Sie erhalten einen Link, der einmal gilt, 24 Stunden lang. Senden Sie ihn so, dass nur diese Person ihn lesen kann.',
  'The old password works until the link is used. Then they are signed out everywhere.':
    'Das alte Passwort gilt, bis der Link verwendet wird. Dann wird die Person überall abgemeldet.',
  'They haven’t chosen a password yet. This link lets them choose one.':
    'Die Person hat noch kein Passwort gewählt. Mit diesem Link kann sie eines wählen.',
  'Any earlier link stops working.': 'Ein früherer Link verliert seine Gültigkeit.',
  'You never choose or see the password.': 'Sie wählen und sehen das Passwort nie.',
  'Create link': 'Link erstellen',
  'Sign {0} out everywhere?': '{0} überall abmelden?',
  'All of their sessions end immediately. Unsent drafts stay in their browser.':
    'Alle Sitzungen der Person enden sofort. Nicht gesendete Entwürfe bleiben in ihrem Browser.',
  'They can sign in again with their password.': 'Sie kann sich mit ihrem Passwort wieder anmelden.',
  'End all sessions': 'Alle Sitzungen beenden',
  'End everyone’s sessions?': 'Die Sitzungen aller beenden?',
  'Everyone except you is signed out everywhere immediately. Useful after a leak, or before maintenance.':
    'Alle außer Ihnen werden sofort überall abgemeldet. Hilfreich nach einem Datenleck oder vor einer Wartung.',
  'Answers being written are finished and kept. Unsent drafts stay in each person’s browser.':
    'Antworten, die gerade geschrieben werden, werden fertiggestellt und behalten. Nicht gesendete Entwürfe bleiben im Browser jeder Person.',
  'API tokens keep working. Their owners can revoke them, and disabling an account stops its tokens.':
    'API-Token gelten weiter. Wem sie gehören, der kann sie widerrufen, und ein gesperrtes Konto sperrt auch seine Token.',
  'This can’t be undone, but everyone can sign in again right away.':
    'Das lässt sich nicht rückgängig machen, aber alle können sich gleich wieder anmelden.',
  'End everyone’s sessions': 'Sitzungen aller beenden',
  'Remove {0}’s second factor?': 'Den zweiten Faktor von {0} entfernen?',
  'For people who have lost both their device and their recovery codes.':
    'Für Personen, die ihr Gerät und ihre Wiederherstellungscodes verloren haben.',
  'They can then sign in with their password alone, and all of their sessions end.':
    'Die Person kann sich dann allein mit ihrem Passwort anmelden, und alle ihre Sitzungen enden.',
  'The old second factor can’t be restored. They will need to set up a new one.':
    'Der alte zweite Faktor lässt sich nicht wiederherstellen. Die Person muss einen neuen einrichten.',
  'Remove second factor': 'Zweiten Faktor entfernen',
  'How did you verify their identity?': 'Wie haben Sie die Identität geprüft?',
  'For example: called back on the number in the staff file. The person who approves this can read it. It is stored encrypted; the audit log records only that you gave it.':
    'Zum Beispiel: unter der Nummer aus der Personalakte zurückgerufen. Wer dies genehmigt, kann es lesen. Es wird verschlüsselt gespeichert; das Prüfprotokoll hält nur fest, dass Sie es angegeben haben.',
  'Enter a sentence about how you verified their identity.': 'Schreiben Sie einen Satz, wie Sie die Identität geprüft haben.',
  Chosen: 'Gewählt',
  'Not chosen yet': 'Noch nicht gewählt',
  'Reset password link': 'Link zum Zurücksetzen',
  'First password link': 'Link für das erste Passwort',
  '{0} now has the role {1}.': '{0} hat jetzt die Rolle {1}.',
  '{0}’s account disabled.': 'Konto von {0} gesperrt.',
  'Undone right away': 'Gleich rückgängig gemacht',
  '{0}’s account enabled again.': 'Konto von {0} wieder entsperrt.',
  '{0}’s account enabled.': 'Konto von {0} entsperrt.',
  '1 session ended.': '1 Sitzung beendet.',
  '{0} sessions ended.': '{0} Sitzungen beendet.',
  'Second factor removed.': 'Zweiter Faktor entfernt.',
  'Second factor': 'Zweiter Faktor',
  'Last signed in': 'Zuletzt angemeldet',
  Disabled: 'Gesperrt',
  Never: 'Nie',
  'Created at set-up': 'Bei der Einrichtung erstellt',
  'Yes. Signing in without a username uses this account.': 'Ja. Die Anmeldung ohne Benutzername verwendet dieses Konto.',
  '{0} A second person must approve this; the request expires <cm_when></cm_when>. Until it is approved, nothing changes. <link>View approvals</link>':
    '{0} Eine zweite Person muss zustimmen; der Antrag verfällt <cm_when></cm_when>. Bis zur Genehmigung ändert sich nichts. <link>Genehmigungen ansehen</link>',
  'This is your own account. Only another administrator can disable it.':
    'Dies ist Ihr eigenes Konto. Nur jemand anderes aus der Administration kann es sperren.',
  'Enable the account to change its role or create a link.':
    'Entsperren Sie das Konto, um seine Rolle zu ändern oder einen Link zu erstellen.',
  '1 session ended. You’re still signed in.': '1 Sitzung beendet. Sie sind noch angemeldet.',
  '{0} sessions ended. You’re still signed in.': '{0} Sitzungen beendet. Sie sind noch angemeldet.',
  'Account created for {0}.': 'Konto für {0} erstellt.',
  'Filter accounts': 'Konten filtern',
  'Search names': 'Namen suchen',
  'Loading accounts': 'Konten werden geladen',
  'Accounts and their roles. Changes made here are recorded in the audit log, with the reason.':
    'Konten und ihre Rollen. Änderungen hier werden mit dem Grund im Prüfprotokoll aufgezeichnet.',
  'Accounts. Select a name to open the account beside the list.':
    'Konten. Wählen Sie einen Namen, um das Konto neben der Liste zu öffnen.',
  'No password yet': 'Noch kein Passwort',
  'No accounts match these filters.': 'Keine Konten passen zu diesen Filtern.',
};
