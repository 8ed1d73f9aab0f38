import type { Texts } from '../../translate.js';

export const accountPasskeysTexts: Texts = {
  'Your role requires a second factor, so you’ll have to set one up again before you can do anything else.':
    'Ihre Rolle verlangt einen zweiten Faktor. Sie müssen also erst wieder einen einrichten, bevor Sie etwas anderes tun können.',
  'It no longer works for signing in. It stays on the device until you delete it in the device’s settings.':
    'Er gilt nicht mehr zur Anmeldung. Auf dem Gerät bleibt er, bis Sie ihn in dessen Einstellungen löschen.',
  'You’ll sign in with your password and a code from your authenticator app.':
    'Sie melden sich mit Ihrem Passwort und einem Code aus Ihrer Authenticator-App an.',
  'It’s your only second factor. Without it, your password alone is enough to sign in, also for anyone else who knows it. Your recovery codes stop working.':
    'Es ist Ihr einziger zweiter Faktor. Ohne ihn genügt Ihr Passwort zur Anmeldung, auch für jede andere Person, die es kennt. Ihre Wiederherstellungscodes verlieren ihre Gültigkeit.',
  'Your other passkeys keep working.': 'Ihre anderen Passkeys gelten weiter.',
  'The entry in your app stops working.': 'Der Eintrag in Ihrer App verliert seine Gültigkeit.',
  'You’ll sign in with one of your passkeys, alone or after your password.':
    'Sie melden sich mit einem Ihrer Passkeys an, allein oder nach Ihrem Passwort.',
  'Your password alone will be enough to sign in, also for anyone else who knows it.':
    'Ihr Passwort allein genügt dann zur Anmeldung, auch für jede andere Person, die es kennt.',
  'The entry in your app and all recovery codes stop working.':
    'Der Eintrag in Ihrer App und alle Wiederherstellungscodes verlieren ihre Gültigkeit.',
  'New name': 'Neuer Name',
  'Renaming…': 'Wird umbenannt …',
  'Passkey added.': 'Passkey hinzugefügt.',
  'Passkey renamed to “{0}”.': 'Passkey in „{0}“ umbenannt.',
  'Remove passkey “{0}”?': 'Passkey „{0}“ entfernen?',
  'A removed passkey can’t be restored, but you can add the device again.':
    'Ein entfernter Passkey lässt sich nicht wiederherstellen, Sie können das Gerät aber erneut hinzufügen.',
  'Remove passkey': 'Passkey entfernen',
  'Passkey removed.': 'Passkey entfernt.',
  'Loading your passkeys': 'Ihre Passkeys werden geladen',
  'A passkey signs you in with your device’s fingerprint, face or PIN, or with a security key. It can’t be guessed, and works only at this address.':
    'Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder PIN Ihres Geräts oder mit einem Sicherheitsschlüssel an. Er lässt sich nicht erraten und gilt nur unter dieser Adresse.',
  'You have none yet.': 'Sie haben noch keinen.',
  'Make the passkey': 'Passkey erstellen',
  'Waiting for the browser…': 'Warten auf den Browser …',
  'To recognise it later. For example, “Phone” or “Office key”.':
    'Damit Sie ihn später wiedererkennen, zum Beispiel „Telefon“ oder „Büroschlüssel“.',
  'Give it a name. Your browser then asks where to save it: on this device, your phone, or a security key.':
    'Geben Sie ihm einen Namen. Ihr Browser fragt dann, wo er gespeichert werden soll: auf diesem Gerät, Ihrem Telefon oder einem Sicherheitsschlüssel.',
  'Your passkey is added': 'Ihr Passkey ist hinzugefügt',
};
