import type { Texts } from '../../translate.js';

export const accountSessionsTexts: Texts = {
  'End the session on {0}': 'Sitzung auf {0} beenden',
  'Ending…': 'Wird beendet …',
  'Session on {0} ended.': 'Sitzung auf {0} beendet.',
  'End all your other sessions?': 'Alle Ihre anderen Sitzungen beenden?',
  '{0} signed out immediately. Answers being written there are finished and kept.':
    '{0} sofort abgemeldet. Antworten, die dort gerade geschrieben werden, werden fertiggestellt und behalten.',
  'One browser is': 'Ein Browser wird',
  '{0} browsers are': '{0} Browser werden',
  'If you don’t recognise one of them, change your password as well.':
    'Wenn Sie einen davon nicht erkennen, ändern Sie auch Ihr Passwort.',
  'Nothing is lost. Anyone who knows your password can sign in again.':
    'Es geht nichts verloren. Wer Ihr Passwort kennt, kann sich wieder anmelden.',
  'End other sessions': 'Andere Sitzungen beenden',
  'All your other sessions have ended.': 'Alle Ihre anderen Sitzungen wurden beendet.',
  'Loading your sessions': 'Ihre Sitzungen werden geladen',
  'A session is a browser in which you are signed in. It ends by itself when nothing happens for a while.':
    'Eine Sitzung ist ein Browser, in dem Sie angemeldet sind. Sie endet von selbst, wenn eine Weile nichts geschieht.',
  'The one here ends <cm_when></cm_when> in any case.': 'Die hiesige endet in jedem Fall <cm_when></cm_when>.',
  'Your sessions': 'Ihre Sitzungen',
  'Started <cm_when></cm_when> · last used <cm_when_1></cm_when>':
    'Begonnen <cm_when></cm_when> · zuletzt verwendet <cm_when_1></cm_when>',
  'End all other sessions': 'Alle anderen Sitzungen beenden',
  'You are signed in nowhere else.': 'Sie sind nirgends sonst angemeldet.',
};
