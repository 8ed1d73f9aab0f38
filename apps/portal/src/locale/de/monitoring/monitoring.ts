import type { Texts } from '../../translate.js';

export const monitoringTexts: Texts = {
  Critical: 'Kritisch',
  Warning: 'Warnung',
  Health: 'Systemzustand',
  Hour: 'Stunde',
  'See the log for details.': 'Einzelheiten stehen im Serverprotokoll.',
  Working: 'Funktioniert',
  'Needs attention': 'Braucht Aufmerksamkeit',
  Failing: 'Ausgefallen',
  'Chat Man is healthy.': 'Chat Man läuft einwandfrei.',
  'Chat Man works, but a part of it is failing.': 'Chat Man läuft, aber ein Bestandteil ist ausgefallen.',
  'Chat Man does not work: something that it cannot do without is failing.':
    'Chat Man läuft nicht: Etwas Unentbehrliches ist ausgefallen.',
  'The state of each part of this installation. The page checks again every ten seconds.':
    'Der Zustand jedes Bestandteils dieser Installation. Die Seite prüft alle zehn Sekunden erneut.',
  'Checks, those that need attention first.': 'Prüfungen; was Aufmerksamkeit braucht, steht zuerst.',
};
