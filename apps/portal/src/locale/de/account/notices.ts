import type { Texts } from '../../translate.js';

export const accountNoticesTexts: Texts = {
  'You signed in on a new device: {0}': 'Sie haben sich an einem neuen Gerät angemeldet: {0}',
  'Your password was set with a link from an administrator': 'Ihr Passwort wurde über einen Link der Administration gesetzt',
  'An administrator created a link to set your password':
    'Die Administration hat einen Link erstellt, mit dem Ihr Passwort gesetzt werden kann',
  'Your second factor was turned on': 'Ihr zweiter Faktor wurde eingeschaltet',
  'Your second factor was turned off': 'Ihr zweiter Faktor wurde ausgeschaltet',
  'An administrator turned off your second factor': 'Die Administration hat Ihren zweiten Faktor ausgeschaltet',
  'A recovery code was used to sign in': 'Ein Wiederherstellungscode wurde zur Anmeldung verwendet',
  'New recovery codes were created; the old ones no longer work':
    'Neue Wiederherstellungscodes wurden erstellt; die alten gelten nicht mehr',
  'An API token was created: {0}': 'Ein API-Token wurde erstellt: {0}',
  'An API token was revoked: {0}': 'Ein API-Token wurde widerrufen: {0}',
  'A passkey was added: {0}': 'Ein Passkey wurde hinzugefügt: {0}',
  'A passkey was removed: {0}': 'Ein Passkey wurde entfernt: {0}',
  'A passkey may have been copied: {0}': 'Ein Passkey wurde möglicherweise kopiert: {0}',
  'Your account was linked to single sign-on: {0}': 'Ihr Konto wurde mit Single Sign-on verknüpft: {0}',
  'Your account was unlinked from single sign-on: {0}': 'Die Verknüpfung Ihres Kontos mit Single Sign-on wurde aufgehoben: {0}',
  'The restriction of your data will be lifted on {0}; see your request under My data':
    'Die Einschränkung Ihrer Daten wird am {0} aufgehoben; siehe Ihre Anfrage unter „Meine Daten“',
  'The restriction of your data stays in force': 'Die Einschränkung Ihrer Daten bleibt bestehen',
  'The restriction of your data was lifted': 'Die Einschränkung Ihrer Daten wurde aufgehoben',
  'This notice can’t be opened': 'Diese Benachrichtigung lässt sich nicht öffnen',
  'no name': 'ohne Namen',
  'Loading your notices': 'Ihre Benachrichtigungen werden geladen',
  'What happened to the way you sign in. Was it not you? <link>Change your password</link> and end your <link_1>other sessions</link>.':
    'Was sich an Ihrer Anmeldung getan hat. Das waren nicht Sie? <link>Ändern Sie Ihr Passwort</link> und beenden Sie Ihre <link_1>anderen Sitzungen</link>.',
  'Your notices': 'Ihre Benachrichtigungen',
  'Nothing has happened yet.': 'Bisher ist nichts vorgefallen.',
  'Your account had not been used for long and was to be disabled on {0}':
    'Ihr Konto wurde lange nicht genutzt und sollte am {0} gesperrt werden',
  'Your account was disabled because it had not been used for long':
    'Ihr Konto wurde gesperrt, weil es lange nicht genutzt wurde',
};
