import type { Texts } from '../../translate.js';

export const accountSecondFactorTexts: Texts = {
  'Your role can see or change things about other people, so signing in takes more than a password. Setting it up takes about two minutes.':
    'Ihre Rolle kann Daten anderer sehen oder ändern, deshalb genügt ein Passwort zur Anmeldung nicht. Die Einrichtung dauert etwa zwei Minuten.',
  'Sign out instead': 'Stattdessen abmelden',
  'Set up an authenticator app': 'Authenticator-App einrichten',
  'An app on your phone that shows a new code every 30 seconds.':
    'Eine App auf Ihrem Telefon, die alle 30 Sekunden einen neuen Code zeigt.',
  'Your device’s fingerprint, face or PIN, or a security key. The safest and quickest option.':
    'Fingerabdruck, Gesicht oder PIN Ihres Geräts oder ein Sicherheitsschlüssel. Der sicherste und schnellste Weg.',
  'Choose another method': 'Anderes Verfahren wählen',
  'Create new recovery codes?': 'Neue Wiederherstellungscodes erstellen?',
  'You get ten new codes, shown only once.': 'Sie erhalten zehn neue Codes, die nur einmal angezeigt werden.',
  'Your current codes stop working, including printed ones.':
    'Ihre bisherigen Codes verlieren ihre Gültigkeit, auch ausgedruckte.',
  'The old codes can’t be restored.': 'Die alten Codes lassen sich nicht wiederherstellen.',
  'Create new codes': 'Neue Codes erstellen',
  'Recovery codes': 'Wiederherstellungscodes',
  'Each code replaces your second factor once, for example if you lose your device.':
    'Jeder Code ersetzt einmal Ihren zweiten Faktor, etwa wenn Sie Ihr Gerät verlieren.',
  ', or one of your passkeys': ', oder mit einem Ihrer Passkeys',
  'Authenticator app turned on.': 'Authenticator-App eingeschaltet.',
  'Turn off the authenticator app?': 'Authenticator-App ausschalten?',
  'You can set one up again at any time, with a new QR code.':
    'Sie können jederzeit mit einem neuen QR-Code wieder eine einrichten.',
  'Turn it off': 'Ausschalten',
  'Authenticator app turned off.': 'Authenticator-App ausgeschaltet.',
  'After your password, you sign in with a code from the app{0}.':
    'Nach Ihrem Passwort melden Sie sich mit einem Code aus der App an{0}.',
  'With an authenticator app, a stolen password isn’t enough to sign in.':
    'Mit einer Authenticator-App genügt ein gestohlenes Passwort nicht zur Anmeldung.',
  'Your role requires this or a passkey.': 'Ihre Rolle verlangt dies oder einen Passkey.',
  'Couldn’t copy the codes. Save or print them instead.': 'Die Codes ließen sich nicht kopieren. Speichern oder drucken Sie sie.',
  'Recovery codes for {0} at {1}. Each works once. {2}': 'Wiederherstellungscodes für {0} unter {1}. Jeder gilt einmal. {2}',
  'Your recovery codes': 'Ihre Wiederherstellungscodes',
  'Each code replaces your second factor once. Keep them in a safe place.':
    'Jeder Code ersetzt einmal Ihren zweiten Faktor. Bewahren Sie sie sicher auf.',
  'Save as a file': 'Als Datei speichern',
  'They can’t be shown again. If you lose both the codes and your device, only an administrator can help you sign in.':
    'Sie lassen sich nicht noch einmal anzeigen. Wenn Sie die Codes und Ihr Gerät verlieren, kann Ihnen nur die Administration bei der Anmeldung helfen.',
  'I have kept them': 'Ich habe sie aufbewahrt',
  'The code has six digits.': 'Der Code hat sechs Ziffern.',
  'That code is incorrect or has expired. Check that your phone’s clock is right.':
    'Dieser Code ist falsch oder abgelaufen. Prüfen Sie, ob die Uhr Ihres Telefons stimmt.',
  'Creating the code': 'Der Code wird erstellt',
  'QR code for your authenticator app': 'QR-Code für Ihre Authenticator-App',
  'Turn it on': 'Einschalten',
  'Open an authenticator app on your phone and scan this code.':
    'Öffnen Sie auf Ihrem Telefon eine Authenticator-App und scannen Sie diesen Code.',
  'Enter the key manually': 'Schlüssel von Hand eingeben',
  'Time-based, 6 digits, every 30 seconds.': 'Zeitbasiert, 6 Ziffern, alle 30 Sekunden.',
  'Enter the code that the app shows now.': 'Geben Sie den Code ein, den die App jetzt zeigt.',
};
