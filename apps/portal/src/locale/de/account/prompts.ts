import type { Texts } from '../../translate.js';

export const accountPromptsTexts: Texts = {
  'Only you': 'Nur Sie',
  'You and {0}': 'Sie und {0}',
  'Enter a command.': 'Geben Sie einen Befehl ein.',
  'Use at most 40 characters.': 'Höchstens 40 Zeichen.',
  'Use letters, digits, - and _ only.': 'Nur Buchstaben, Ziffern, - und _.',
  '{0} can’t use it any more either.': 'Auch für {0} ist sie dann nicht mehr verfügbar.',
  'Questions that were asked with it stay as they are.': 'Fragen, die mit ihr gestellt wurden, bleiben, wie sie sind.',
  'Delete prompt': 'Vorlage löschen',
  'Write {{name}} for what changes from time to time: it is asked for when the prompt is used.':
    'Schreiben Sie {{name}} für das, was sich von Mal zu Mal ändert: Danach wird bei der Verwendung gefragt.',
  'Asked for when it is used: {0}.': 'Wird bei der Verwendung abgefragt: {0}.',
  'Enter a title.': 'Geben Sie einen Titel ein.',
  'Enter the text of the prompt.': 'Geben Sie den Text der Vorlage ein.',
  'Another prompt of yours has this command.': 'Eine andere Ihrer Vorlagen hat diesen Befehl.',
  'Typed behind a slash at the start of a question.': 'Nach einem Schrägstrich am Anfang einer Frage zu tippen.',
  'Who else may use it': 'Wer sie außerdem verwenden darf',
  'Only you, where nothing is chosen. Others can use it, not change it.':
    'Nur Sie, wenn nichts gewählt ist. Andere können sie verwenden, nicht ändern.',
  'New prompt': 'Neue Vorlage',
  'Edit prompt': 'Vorlage bearbeiten',
  'Create prompt': 'Vorlage erstellen',
  'Prompt saved.': 'Vorlage gespeichert.',
  'Prompt created. Type /{0} in a question to use it.': 'Vorlage erstellt. Tippen Sie /{0} in eine Frage, um sie zu verwenden.',
  'Prompt deleted.': 'Vorlage gelöscht.',
  'Questions that you use again and again. Type / at the start of a question and choose one.':
    'Fragen, die Sie immer wieder verwenden. Tippen Sie / am Anfang einer Frage und wählen Sie eine.',
  'No prompts yet. Write one for a question that you ask often.':
    'Noch keine Vorlagen. Schreiben Sie eine für eine Frage, die Sie oft stellen.',
};
