import type { Texts } from '../../translate.js';

export const chatTemporaryTexts: Texts = {
  Temporary: 'Temporär',
  'Temporary conversation': 'Temporäre Unterhaltung',
  'Temporary: nothing of this conversation is kept. Reloading, leaving or closing this page loses it. The audit log records that you asked, not what.':
    'Temporär: Von dieser Unterhaltung bleibt nichts. Neuladen, Verlassen oder Schließen dieser Seite verliert sie. Das Prüfprotokoll hält fest, dass Sie gefragt haben, nicht was.',
  'Temporary conversations have been turned off here. Start a new conversation to ask this.':
    'Temporäre Unterhaltungen sind hier ausgeschaltet worden. Beginnen Sie eine neue Unterhaltung, um dies zu fragen.',
  'The connection was lost. A temporary answer can’t be picked up again: ask once more.':
    'Die Verbindung ging verloren. Eine temporäre Antwort lässt sich nicht wieder aufnehmen: Fragen Sie noch einmal.',
  '{0} confirmed': '{0} bestätigt',
  '{where} · temporary, nothing is kept': '{where} · temporär, nichts bleibt',
};
