import type { Texts } from '../../translate.js';

export const adminModelsTexts: Texts = {
  'outside your organisation': 'außerhalb Ihrer Organisation',
  'Ready to use': 'Einsatzbereit',
  'Cancelled. Pulling it again goes on where it ended.': 'Abgebrochen. Ein erneutes Laden macht dort weiter.',
  'The download failed.': 'Der Download ist fehlgeschlagen.',
  'Enter the name of a model.': 'Geben Sie den Namen eines Modells ein.',
  'This is not the name of a model. Names look like llama3.2:3b.':
    'Das ist kein Name eines Modells. Namen sehen aus wie llama3.2:3b.',
  'It is removed from the model server{0}.': 'Es wird vom Modellserver entfernt{0}.',
  ', which frees up to {0}': ', was bis zu {0} freigibt',
  'Conversations that use it are answered by another model from now on, and say so. Answers already given stay.':
    'Unterhaltungen, die es verwenden, werden von nun an von einem anderen Modell beantwortet, und das wird angezeigt. Bereits gegebene Antworten bleiben.',
  'It is the default model: until another one is chosen in the settings, any other model that can chat answers, and without one answers are extracts of documents.':
    'Es ist das Standardmodell: Bis in den Einstellungen ein anderes gewählt ist, antwortet irgendein anderes chatfähiges Modell, und ohne eines sind Antworten Auszüge aus Dokumenten.',
  'To have it back, pull it again.': 'Um es zurückzuholen, laden Sie es erneut.',
  'Delete model': 'Modell löschen',
  'Cancel the download of {0}': 'Download von {0} abbrechen',
  'A model': 'Ein Modell',
  Downloads: 'Downloads',
  'No downloads in the last 30 days.': 'Keine Downloads in den letzten 30 Tagen.',
  '{0} is ready to use.': '{0} ist einsatzbereit.',
  '{0} couldn’t be downloaded.': '{0} ließ sich nicht herunterladen.',
  'Loading the models': 'Die Modelle werden geladen',
  'Name of the model': 'Name des Modells',
  'As in the library of Ollama, such as llama3.2:3b.': 'Wie in der Bibliothek von Ollama, etwa llama3.2:3b.',
  'Pull model': 'Modell laden',
  'Loading the downloads': 'Die Downloads werden geladen',
  'The language models on your model server. Which one answers where nobody chose another is a <link>setting</link>.':
    'Die Sprachmodelle auf Ihrem Modellserver. Welches antwortet, wenn niemand ein anderes gewählt hat, ist eine <link>Einstellung</link>.',
  'Pull a model': 'Ein Modell laden',
  'The model server downloads it, which takes as many gigabytes of its disk as the model has. You can leave this page meanwhile.':
    'Der Modellserver lädt es herunter; das belegt so viele Gigabyte auf seinem Datenträger, wie das Modell hat. Sie können diese Seite solange verlassen.',
  'Not available': 'Nicht verfügbar',
  'No language model is connected. Answers are extracts of documents until one is.':
    'Kein Sprachmodell ist verbunden. Bis dahin sind Antworten Auszüge aus Dokumenten.',
  'a model': 'ein Modell',
};
