import type { Texts } from '../../translate.js';

export const accountTexts: Texts = {
  'last used <cm_when></cm_when>': 'zuletzt verwendet <cm_when></cm_when>',
  'never used': 'nie verwendet',
  'Add a passkey': 'Passkey hinzufügen',
  Notices: 'Benachrichtigungen',
  'Which role do you need?': 'Welche Rolle brauchen Sie?',
  'Why do you need it?': 'Wozu brauchen Sie sie?',
  'The administrators who decide can read this.': 'Die Administration liest das, bevor sie entscheidet.',
  'Send the request': 'Anfrage senden',
  'This role can see or decide things about other people, so two people must approve it.':
    'Diese Rolle kann Daten anderer sehen oder über sie entscheiden, deshalb müssen zwei Personen sie genehmigen.',
  'You requested the role {0}': 'Sie haben die Rolle {0} angefragt',
  'Waiting for an administrator to decide. You don’t need to do anything.':
    'Die Administration muss noch entscheiden. Sie brauchen nichts zu tun.',
  'You withdrew it': 'Sie haben sie zurückgezogen',
  'Request sent to the administrators.': 'Anfrage an die Administration gesendet.',
  'Loading your requests': 'Ihre Anfragen werden geladen',
  'Another role': 'Eine andere Rolle',
  'If your work needs more than your role allows, request another one. An administrator decides.':
    'Wenn Ihre Arbeit mehr verlangt, als Ihre Rolle erlaubt, fragen Sie eine andere an. Die Administration entscheidet.',
  'Request another role': 'Andere Rolle anfragen',
  'Profile and role': 'Profil und Rolle',
  'Is anything here wrong? An administrator can correct it. Your conversations are encrypted with your own key. No role can read other people’s conversations, not even an administrator.':
    'Stimmt hier etwas nicht? Die Administration kann es berichtigen. Ihre Unterhaltungen sind mit Ihrem eigenen Schlüssel verschlüsselt. Keine Rolle kann die Unterhaltungen anderer lesen, auch die Administration nicht.',
  'Unlink {0}?': 'Verknüpfung mit {0} aufheben?',
  'You can no longer sign in with {0}. Use your password or a passkey instead.':
    'Sie können sich nicht mehr mit {0} anmelden. Verwenden Sie stattdessen Ihr Passwort oder einen Passkey.',
  'You can link it again at any time.': 'Sie können das Konto jederzeit wieder verknüpfen.',
  'Unlink it': 'Verknüpfung aufheben',
  '{0} unlinked.': 'Verknüpfung mit {0} aufgehoben.',
  '{0} linked. You can now sign in with it.': '{0} verknüpft. Sie können sich jetzt damit anmelden.',
  'Loading single sign-on': 'Single Sign-on wird geladen',
  Linked: 'Verknüpft',
  'Not linked': 'Nicht verknüpft',
  'You can sign in with {0}. Linked <cm_when></cm_when>.': 'Sie können sich mit {0} anmelden. Verknüpft <cm_when></cm_when>.',
  'Link your account there to sign in here without another password.':
    'Verknüpfen Sie Ihr dortiges Konto, um sich hier ohne weiteres Passwort anzumelden.',
  'Linking…': 'Wird verknüpft …',
  'Password changed. All your other sessions have ended.': 'Passwort geändert. Alle Ihre anderen Sitzungen wurden beendet.',
  'Changing it ends all your other sessions.': 'Eine Änderung beendet alle Ihre anderen Sitzungen.',
  'Instructions removed.': 'Anweisungen entfernt.',
  'Saved. Your next question takes it into account.': 'Gespeichert. Ab Ihrer nächsten Frage wird es berücksichtigt.',
  'Loading your instructions': 'Ihre Anweisungen werden geladen',
  'What every answer to you should take into account: your work, your language, how you like to be answered. It is encrypted with your own key, and goes to the model with each of your questions, also to a model outside your organisation where your conversation uses one.':
    'Was jede Antwort an Sie berücksichtigen soll: Ihre Arbeit, Ihre Sprache, wie Sie Antworten mögen. Es wird mit Ihrem eigenen Schlüssel verschlüsselt und mit jeder Ihrer Fragen an das Modell gesendet, auch an eines außerhalb Ihrer Organisation, wenn Ihre Unterhaltung eines verwendet.',
  'Instructions for every answer': 'Anweisungen für jede Antwort',
  'Leave it empty to have none. At most 4,000 characters.': 'Leer lassen, wenn es keine geben soll. Höchstens 4.000 Zeichen.',
  'I am a night nurse on a cardiology ward. Answer briefly, with doses in SI units.':
    'Ich bin Nachtschwester auf einer kardiologischen Station. Antworte knapp, mit Dosierungen in SI-Einheiten.',
};
