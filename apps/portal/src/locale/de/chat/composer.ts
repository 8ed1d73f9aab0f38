import type { Texts } from '../../translate.js';

export const chatComposerTexts: Texts = {
  '{0} prompts': '{0} Vorlagen',
  Insert: 'Einfügen',
  'This browser can’t recognise speech on your device, and Chat Man doesn’t let it be sent elsewhere.':
    'Dieser Browser kann Sprache nicht auf Ihrem Gerät erkennen, und Chat Man lässt sie nicht anderswohin senden.',
  'Write a prompt': 'Vorlage schreiben',
  'Manage prompts': 'Vorlagen verwalten',
  '1 prompt': '1 Vorlage',
  'Loading your prompts…': 'Ihre Vorlagen werden geladen …',
  'No prompts yet. Write one that you use often, and choose it here with its command.':
    'Noch keine Vorlagen. Schreiben Sie eine, die Sie oft brauchen, und wählen Sie sie hier mit ihrem Befehl.',
  'Stop dictation': 'Diktat beenden',
  Dictate: 'Diktieren',
  'Send next': 'Als Nächstes senden',
  'Your question': 'Ihre Frage',
  'Prompts couldn’t be loaded. Press Esc to send this as it is.':
    'Die Vorlagen ließen sich nicht laden. Drücken Sie Esc, um dies so zu senden.',
  '{0} characters over the limit of 32,000.': '{0} Zeichen über der Grenze von 32.000.',
  'Ask about your documents…': 'Fragen Sie nach Ihren Dokumenten …',
  '{0} reads {1} tokens at once': '{0} liest {1} Token auf einmal',
  'This question is too long: {0}, with its answer, and this is about {1}. Shorten it, or choose a model that reads more.':
    'Diese Frage ist zu lang: {0}, mit der Antwort, und dies sind etwa {1}. Kürzen Sie sie oder wählen Sie ein Modell, das mehr liest.',
  'the oldest messages': 'die ältesten Nachrichten',
  'some of the passages found': 'einige der gefundenen Textstellen',
  '{0}: {1} would be left out.': '{0}: {1} würden ausgelassen.',
  'Next questions': 'Nächste Fragen',
  'Edit next question': 'Nächste Frage bearbeiten',
  'Remove next question': 'Nächste Frage entfernen',
  'Send now': 'Jetzt senden',
};
