import type { Texts } from '../../translate.js';

export const commonShellTexts: Texts = {
  'This browser doesn’t support passkeys. Use a current version of another browser, or sign in another way.':
    'Dieser Browser unterstützt keine Passkeys. Verwenden Sie die aktuelle Version eines anderen Browsers oder melden Sie sich anders an.',
  'Passkeys need a secure connection. Open Chat Man at its https address.':
    'Passkeys brauchen eine sichere Verbindung. Öffnen Sie Chat Man unter seiner https-Adresse.',
  'Passkeys only work at the address Chat Man is set up for, “{0}”. Open Chat Man there.':
    'Passkeys gelten nur unter der Adresse, für die Chat Man eingerichtet ist: „{0}“. Öffnen Sie Chat Man dort.',
  'This device or security key already has a passkey for your account. Nothing was changed.':
    'Dieses Gerät oder dieser Sicherheitsschlüssel hat schon einen Passkey für Ihr Konto. Nichts wurde geändert.',
  'This security key can’t store a passkey. Use another one, or this device.':
    'Dieser Sicherheitsschlüssel kann keinen Passkey speichern. Verwenden Sie einen anderen oder dieses Gerät.',
  'No passkey was added. The browser’s prompt was closed or timed out. Try again when you’re ready.':
    'Kein Passkey wurde hinzugefügt. Die Abfrage des Browsers wurde geschlossen oder ist abgelaufen. Versuchen Sie es erneut, wenn Sie bereit sind.',
  'No passkey was used. The browser’s prompt was closed or timed out, or this device has no passkey for Chat Man.':
    'Kein Passkey wurde verwendet. Die Abfrage des Browsers wurde geschlossen oder ist abgelaufen, oder dieses Gerät hat keinen Passkey für Chat Man.',
  'The device couldn’t create a passkey. Nothing was changed. Try again, or use another device or security key.':
    'Das Gerät konnte keinen Passkey erstellen. Nichts wurde geändert. Versuchen Sie es erneut oder verwenden Sie ein anderes Gerät oder einen Sicherheitsschlüssel.',
  'The device couldn’t use a passkey. Try again, or sign in another way.':
    'Das Gerät konnte keinen Passkey verwenden. Versuchen Sie es erneut oder melden Sie sich anders an.',
  System: 'System',
  Light: 'Hell',
  Dark: 'Dunkel',
  'Account and appearance': 'Konto und Darstellung',
  Appearance: 'Darstellung',
  'Keyboard shortcuts': 'Tastenkürzel',
  'Search messages for “{0}”': 'Nachrichten nach „{0}“ durchsuchen',
  'Commands and conversations': 'Befehle und Unterhaltungen',
  'Search commands and conversations': 'Befehle und Unterhaltungen suchen',
  Results: 'Ergebnisse',
  'No results for “{0}”.': 'Keine Ergebnisse für „{0}“.',
  'Use keyboard shortcuts': 'Tastenkürzel verwenden',
  'Show sidebar: {0} waiting': 'Seitenleiste einblenden: {0} warten',
  'Show sidebar': 'Seitenleiste einblenden',
  'Show or hide sidebar': 'Seitenleiste ein- oder ausblenden',
  'Show keyboard shortcuts': 'Tastenkürzel anzeigen',
  Navigation: 'Navigation',
  Connected: 'Verbunden',
  'Connected: changes made elsewhere appear as they happen': 'Verbunden: Änderungen von anderswo erscheinen sofort',
  'Skip to content': 'Zum Inhalt springen',
  'Chat Man, home': 'Chat Man, Startseite',
  'Hide sidebar': 'Seitenleiste ausblenden',
  '<span>We couldn’t tell whether it was saved. </span>Checking now':
    '<span>Wir konnten nicht feststellen, ob es gespeichert wurde. </span>Wird jetzt geprüft',
  'Not connected<span>, trying again</span>': 'Nicht verbunden<span>, neuer Versuch läuft</span>',
  'This page couldn’t be loaded. It will open by itself once the connection is back.':
    'Diese Seite ließ sich nicht laden. Sie öffnet sich von selbst, sobald die Verbindung wieder da ist.',
  'Something went wrong on this page. Reload it to see what was saved.':
    'Auf dieser Seite ist etwas schiefgegangen. Laden Sie sie neu, um zu sehen, was gespeichert wurde.',
  'The connection was lost before the server replied, so we couldn’t tell whether it was saved. Check before you try again.':
    'Die Verbindung ging verloren, bevor der Server geantwortet hat. Ob gespeichert wurde, ließ sich nicht feststellen. Sehen Sie nach, bevor Sie es erneut versuchen.',
  'Can’t reach Chat Man. Check your connection and try again.':
    'Chat Man ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  'Chat Man sent a response this page doesn’t understand. It may have been updated. Reload the page.':
    'Chat Man hat eine Antwort gesendet, die diese Seite nicht versteht. Vielleicht wurde es aktualisiert. Laden Sie die Seite neu.',
  'You signed in, but this browser didn’t keep the session cookie. Allow cookies for this address.':
    'Sie sind angemeldet, aber dieser Browser hat das Sitzungs-Cookie nicht behalten. Erlauben Sie Cookies für diese Adresse.',
  'Too many requests. This page continues by itself<span> in <strong>{0} s</strong></span>.':
    'Zu viele Anfragen. Diese Seite macht von selbst weiter<span>, in <strong>{0} s</strong></span>.',
  'Sessions end after a fixed time, even while in use.': 'Sitzungen enden nach einer festen Zeit, auch während der Nutzung.',
  'You haven’t been active for a while.': 'Sie waren eine Weile nicht aktiv.',
  'Your drafts are kept encrypted in this tab until you sign in again.':
    'Ihre Entwürfe bleiben verschlüsselt in diesem Tab, bis Sie sich wieder anmelden.',
  'Unsent drafts will be lost. Copy anything you want to keep.':
    'Nicht gesendete Entwürfe gehen verloren. Kopieren Sie, was Sie behalten möchten.',
  'You will be signed out in two minutes. Press any key to stay signed in.':
    'Sie werden in zwei Minuten abgemeldet. Drücken Sie eine beliebige Taste, um angemeldet zu bleiben.',
  'You will be signed out in one minute.': 'Sie werden in einer Minute abgemeldet.',
  'You will be signed out in thirty seconds.': 'Sie werden in dreißig Sekunden abgemeldet.',
  'You will be signed out in <strong>{0}</strong><span>{1}</span>':
    'Sie werden abgemeldet in <strong>{0}</strong><span>{1}</span>',
  'Sign out now': 'Jetzt abmelden',
  'Stay signed in': 'Angemeldet bleiben',
  'Is it you?': 'Sind Sie es?',
  'Not reachable': 'Nicht erreichbar',
  'No access': 'Kein Zugriff',
};
