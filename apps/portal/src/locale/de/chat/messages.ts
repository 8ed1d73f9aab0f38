import type { Texts } from '../../translate.js';

export const chatMessagesTexts: Texts = {
  'Quote found in the source': 'Zitat in der Quelle gefunden',
  'The document contains these exact words. That doesn’t make the answer correct: read the passage to be sure.':
    'Das Dokument enthält genau diese Wörter. Das macht die Antwort nicht richtig: Lesen Sie die Textstelle, um sicher zu sein.',
  'Quote found, with small differences': 'Zitat gefunden, mit kleinen Abweichungen',
  'The document contains these words with different spacing, capitals or punctuation. The text shown is the document’s.':
    'Das Dokument enthält diese Wörter mit anderen Abständen, anderer Großschreibung oder Zeichensetzung. Gezeigt wird der Text des Dokuments.',
  'Quote not found in the source': 'Zitat in der Quelle nicht gefunden',
  'These words were not found in the document. Don’t rely on them.':
    'Diese Wörter wurden im Dokument nicht gefunden. Verlassen Sie sich nicht darauf.',
  'This answer cites no source.': 'Diese Antwort nennt keine Quelle.',
  'One sentence cites no source. It has a dotted underline.': 'Ein Satz nennt keine Quelle. Er ist gepunktet unterstrichen.',
  '{0} sentences cite no source. They have a dotted underline.':
    '{0} Sätze nennen keine Quelle. Sie sind gepunktet unterstrichen.',
  'The language model did not answer, so this is an extract from your documents.':
    'Das Sprachmodell hat nicht geantwortet, dies ist deshalb ein Auszug aus Ihren Dokumenten.',
  'The passages are only a loose match for your question. Check them carefully.':
    'Die Textstellen passen nur entfernt zu Ihrer Frage. Prüfen Sie sie sorgfältig.',
  'Nothing about this was found in the documents you can access.':
    'In den Dokumenten, auf die Sie Zugriff haben, wurde dazu nichts gefunden.',
  'The documents changed after the first part was written, so this part cites no sources.':
    'Die Dokumente haben sich geändert, nachdem der erste Teil geschrieben war; dieser Teil nennt deshalb keine Quellen.',
  'More passages were found than the model can read. The best matches were used.':
    'Es wurden mehr Textstellen gefunden, als das Modell lesen kann. Die besten wurden verwendet.',
  'The model cited sources it was not given. Those citations were removed.':
    'Das Modell hat Quellen genannt, die es nicht bekommen hatte. Diese Angaben wurden entfernt.',
  'The model server reports reading less text than it was sent, so it may have missed some passages. Check the sources.':
    'Der Modellserver meldet, dass er weniger Text gelesen hat, als ihm gesendet wurde; ihm können Textstellen fehlen. Prüfen Sie die Quellen.',
  'The model cited a source it was not given. The citation mark was left in the text.':
    'Das Modell hat eine Quelle genannt, die es nicht bekommen hatte. Die Marke blieb im Text stehen.',
  'The model server’s content filter ended this answer early. Something may be missing.':
    'Der Inhaltsfilter des Modellservers hat diese Antwort vorzeitig beendet. Es kann etwas fehlen.',
  'The model tried to call a tool, which Chat Man doesn’t offer. Something may be missing.':
    'Das Modell wollte ein Werkzeug aufrufen, das Chat Man nicht anbietet. Es kann etwas fehlen.',
  'The selected model is unavailable, so another one answered. See “Why this answer?” for which one.':
    'Das gewählte Modell ist nicht verfügbar, deshalb hat ein anderes geantwortet. Welches, steht unter „Warum diese Antwort?“.',
  'The model server forwarded this question to a remote server. Your organisation allows this.':
    'Der Modellserver hat diese Frage an einen entfernten Server weitergegeben. Ihre Organisation erlaubt das.',
  'Some matching passages must stay here, so they were not given to the model, which counts as outside your organisation.':
    'Einige passende Textstellen müssen hierbleiben und wurden deshalb nicht an das Modell gegeben, das als außerhalb Ihrer Organisation gilt.',
  'Earlier answers based on documents that must stay here were not given to the model.':
    'Frühere Antworten aus Dokumenten, die hierbleiben müssen, wurden nicht an das Modell gegeben.',
  'The answer reached the maximum length.': 'Die Antwort hat die Höchstlänge erreicht.',
  'The instructions of this conversation can no longer be opened, so the answer was written without them.':
    'Die Anweisungen dieser Unterhaltung lassen sich nicht mehr öffnen; die Antwort wurde ohne sie geschrieben.',
  'Earlier messages that can no longer be opened were left out.':
    'Frühere Nachrichten, die sich nicht mehr öffnen lassen, wurden ausgelassen.',
  'This conversation is longer than the model can read, so its beginning was left out.':
    'Diese Unterhaltung ist länger, als das Modell lesen kann; ihr Anfang wurde ausgelassen.',
  'Related passages that may not answer your question ({0})':
    'Verwandte Textstellen, die Ihre Frage vielleicht nicht beantworten ({0})',
  'Extract from your documents ({0})': 'Auszug aus Ihren Dokumenten ({0})',
  'the language model runs on a remote server, and nothing is sent there':
    'das Sprachmodell läuft auf einem entfernten Server, und dorthin wird nichts gesendet',
  'the language model did not answer': 'das Sprachmodell hat nicht geantwortet',
  'no language model connected': 'kein Sprachmodell verbunden',
  'No language model: passages quoted word for word': 'Kein Sprachmodell: Textstellen im Wortlaut',
  'Unnamed model': 'Unbenanntes Modell',
  'counted as outside your organisation': 'gilt als außerhalb Ihrer Organisation',
  'This server': 'Dieser Server',
  'Counted as outside your organisation': 'Gilt als außerhalb Ihrer Organisation',
  'quotes the best passages · on this server': 'zitiert die besten Textstellen · auf diesem Server',
  'Quoted from your documents, no model': 'Aus Ihren Dokumenten zitiert, ohne Modell',
  '{0} · {1} · encrypted': '{0} · {1} · verschlüsselt',
  'removed on {0} unless you write again': 'wird am {0} entfernt, sofern Sie nicht weiterschreiben',
  'kept until you delete it': 'aufbewahrt, bis Sie sie löschen',
  'The model is busy. Your question is kept; try again in a minute.':
    'Das Modell ist ausgelastet. Ihre Frage bleibt erhalten; versuchen Sie es in einer Minute erneut.',
  'The model server reported an error. Your question is kept; try again, or choose another model.':
    'Der Modellserver hat einen Fehler gemeldet. Ihre Frage bleibt erhalten; versuchen Sie es erneut oder wählen Sie ein anderes Modell.',
  'The connection to the model server was lost. Your question is kept; try again.':
    'Die Verbindung zum Modellserver ging verloren. Ihre Frage bleibt erhalten; versuchen Sie es erneut.',
  'Chat Man was stopped while the answer was being written. Your question is kept; try again.':
    'Chat Man wurde angehalten, während die Antwort geschrieben wurde. Ihre Frage bleibt erhalten; versuchen Sie es erneut.',
  'The model server can’t be reached. Your question is kept; try again, or tell an administrator.':
    'Der Modellserver ist nicht erreichbar. Ihre Frage bleibt erhalten; versuchen Sie es erneut oder melden Sie es der Administration.',
  'This model runs on a remote server, and nothing is sent there. Your question is kept; choose another model.':
    'Dieses Modell läuft auf einem entfernten Server, und dorthin wird nichts gesendet. Ihre Frage bleibt erhalten; wählen Sie ein anderes Modell.',
  'The selected model wasn’t found. Your question is kept; choose another model and try again.':
    'Das gewählte Modell wurde nicht gefunden. Ihre Frage bleibt erhalten; wählen Sie ein anderes Modell und versuchen Sie es erneut.',
  'The model server doesn’t have enough memory for this model. Your question is kept; choose a smaller model, or tell an administrator.':
    'Der Modellserver hat nicht genug Arbeitsspeicher für dieses Modell. Ihre Frage bleibt erhalten; wählen Sie ein kleineres Modell oder melden Sie es der Administration.',
  'The model server can’t load this model. Your question is kept; choose another model, or tell an administrator.':
    'Der Modellserver kann dieses Modell nicht laden. Ihre Frage bleibt erhalten; wählen Sie ein anderes Modell oder melden Sie es der Administration.',
  'The model returned an empty answer. Your question is kept; try again.':
    'Das Modell hat eine leere Antwort geliefert. Ihre Frage bleibt erhalten; versuchen Sie es erneut.',
  'The model server’s content filter blocked the answer. Your question is kept; try rephrasing it.':
    'Der Inhaltsfilter des Modellservers hat die Antwort blockiert. Ihre Frage bleibt erhalten; formulieren Sie sie um.',
  'The model tried to call a tool instead of answering. Your question is kept; try again, or choose another model.':
    'Das Modell wollte ein Werkzeug aufrufen, statt zu antworten. Ihre Frage bleibt erhalten; versuchen Sie es erneut oder wählen Sie ein anderes Modell.',
  'The model server sent a response Chat Man couldn’t read. Your question is kept; try again, or tell an administrator.':
    'Der Modellserver hat eine Antwort gesendet, die Chat Man nicht lesen konnte. Ihre Frage bleibt erhalten; versuchen Sie es erneut oder melden Sie es der Administration.',
  'The model server rejected Chat Man’s request. Your question is kept; tell an administrator.':
    'Der Modellserver hat die Anfrage von Chat Man zurückgewiesen. Ihre Frage bleibt erhalten; melden Sie es der Administration.',
  'This answer began from documents that must stay here, and the model counts as outside your organisation, so it can’t be continued. Ask the question again instead.':
    'Diese Antwort begann mit Dokumenten, die hierbleiben müssen, und das Modell gilt als außerhalb Ihrer Organisation; sie lässt sich deshalb nicht fortsetzen. Stellen Sie die Frage stattdessen noch einmal.',
  'The model took too long. Your question is kept; try again.':
    'Das Modell hat zu lange gebraucht. Ihre Frage bleibt erhalten; versuchen Sie es erneut.',
  'The question is too long for this model. Your question is kept; shorten it, or choose a model with a larger context.':
    'Die Frage ist zu lang für dieses Modell. Ihre Frage bleibt erhalten; kürzen Sie sie oder wählen Sie ein Modell mit größerem Kontext.',
  'The question is damaged and can’t be read, so it can’t be answered. Ask it again.':
    'Die Frage ist beschädigt und nicht lesbar, sie lässt sich deshalb nicht beantworten. Stellen Sie sie noch einmal.',
  'This conversation’s key was destroyed, so nothing can be added to it.':
    'Der Schlüssel dieser Unterhaltung wurde vernichtet, deshalb lässt sich nichts hinzufügen.',
  'No answer was received. Your question is kept; try again.':
    'Es kam keine Antwort. Ihre Frage bleibt erhalten; versuchen Sie es erneut.',
  'Nothing responds at the model server’s address. Start the server, or correct OLLAMA_BASE_URL, OPENAI_BASE_URL or the baseUrl in the provider’s settings.':
    'Unter der Adresse des Modellservers antwortet nichts. Starten Sie den Server oder berichtigen Sie OLLAMA_BASE_URL, OPENAI_BASE_URL oder baseUrl in den Einstellungen des Anbieters.',
  'The address responds, but not as a model server. Check the host, port and path in OLLAMA_BASE_URL, OPENAI_BASE_URL or the baseUrl in the provider’s settings.':
    'Die Adresse antwortet, aber nicht als Modellserver. Prüfen Sie Host, Port und Pfad in OLLAMA_BASE_URL, OPENAI_BASE_URL oder baseUrl in den Einstellungen des Anbieters.',
  'The model server rejects the token or key. Check the file set as tokenFile or keyFile in the provider’s settings.':
    'Der Modellserver weist das Token oder den Schlüssel zurück. Prüfen Sie die Datei, die als tokenFile oder keyFile in den Einstellungen des Anbieters steht.',
  'Pull this model on the model server, or set model.name to another one.':
    'Laden Sie dieses Modell auf dem Modellserver oder setzen Sie model.name auf ein anderes.',
  'Set model.name to a model that runs here, or allow remote models on the host with provider.allowRemoteModels.':
    'Setzen Sie model.name auf ein Modell, das hier läuft, oder erlauben Sie auf dem Server mit provider.allowRemoteModels entfernte Modelle.',
  'Choose a smaller model, or lower model.context_tokens.':
    'Wählen Sie ein kleineres Modell oder senken Sie model.context_tokens.',
  'Pull the model again on the model server, or update the server.':
    'Laden Sie das Modell auf dem Modellserver neu oder aktualisieren Sie den Server.',
  'The model server returned an error. See its log for details.':
    'Der Modellserver hat einen Fehler gemeldet. Einzelheiten stehen in seinem Protokoll.',
  'Choose a smaller model, or raise chat.firstTokenSeconds and chat.totalSeconds.':
    'Wählen Sie ein kleineres Modell oder erhöhen Sie chat.firstTokenSeconds und chat.totalSeconds.',
  'Check the model server’s version, and whether a proxy changes its responses.':
    'Prüfen Sie die Version des Modellservers und ob ein Proxy seine Antworten verändert.',
  'Check the proxies and timeouts between Chat Man and the model server.':
    'Prüfen Sie Proxys und Zeitgrenzen zwischen Chat Man und dem Modellserver.',
  '{0} Sources: {1}': '{0} Quellen: {1}',
  'This conversation has continued in another tab or on another device. Your question was not sent.':
    'Diese Unterhaltung wurde in einem anderen Tab oder auf einem anderen Gerät fortgesetzt. Ihre Frage wurde nicht gesendet.',
  'Continue from the latest': 'Nach dem neuesten Stand fortsetzen',
  'Branch here': 'Hier verzweigen',
  'Connection lost. The answer is still being written. Reconnecting…':
    'Verbindung verloren. Die Antwort wird weitergeschrieben. Verbindung wird wiederhergestellt …',
  'Waiting for the model; you’re next': 'Warten auf das Modell; Sie sind als Nächstes dran',
  'Waiting for the model; {0} ahead of you': 'Warten auf das Modell; {0} vor Ihnen',
  'Preparing the answer': 'Die Antwort wird vorbereitet',
  'Searching your documents': 'Ihre Dokumente werden durchsucht',
  '{0} is reading {1}': '{0} liest {1}',
  '{0} is loading; the first answer takes a little longer': '{0} wird geladen; die erste Antwort dauert etwas länger',
  '{0} is thinking': '{0} denkt nach',
  'your question': 'Ihre Frage',
  'Versions of this {0}': 'Fassungen: {0}',
  'Previous version': 'Vorige Fassung',
  'Next version': 'Nächste Fassung',
  'No passages from your documents': 'Keine Textstellen aus Ihren Dokumenten',
  '{0} {1} from your documents; {2} {3} found in the source': '{0} {1} aus Ihren Dokumenten; {2} {3} in der Quelle gefunden',
  quotes: 'Zitate',
  'Why this answer?': 'Warum diese Antwort?',
  'Written by': 'Geschrieben von',
  'Based on': 'Grundlage',
  'Chat Man checks that each quote appears in its source, not that the answer is correct. Check anything important yourself.':
    'Chat Man prüft, ob jedes Zitat in seiner Quelle steht, nicht ob die Antwort stimmt. Prüfen Sie Wichtiges selbst.',
  'Model digest': 'Modell-Digest',
  Incorrect: 'Falsch',
  Incomplete: 'Unvollständig',
  'Out of date': 'Veraltet',
  'Hard to understand': 'Schwer verständlich',
  Harmful: 'Schädlich',
  'Something else': 'Etwas anderes',
  'Thanks. What was wrong?': 'Danke. Was war falsch?',
  'Comment (optional)': 'Kommentar (optional)',
  'Send feedback': 'Rückmeldung senden',
  'Chat Man answered': 'Chat Man hat geantwortet',
  'The model’s reasoning (not part of the answer)': 'Der Gedankengang des Modells (nicht Teil der Antwort)',
  'Part of this answer is damaged and can’t be read. You can have it written again.':
    'Ein Teil dieser Antwort ist beschädigt und nicht lesbar. Sie können sie neu schreiben lassen.',
  'The answer was cut off. What was written so far is kept.':
    'Die Antwort wurde abgebrochen. Was bis dahin geschrieben war, bleibt erhalten.',
  'You stopped this answer.': 'Sie haben diese Antwort gestoppt.',
  'Good answer': 'Gute Antwort',
  'Bad answer': 'Schlechte Antwort',
  'More actions for this answer': 'Weitere Aktionen für diese Antwort',
  'Show less': 'Weniger anzeigen',
  'Copy question': 'Frage kopieren',
  'You asked': 'Sie haben gefragt',
  'This question is damaged and can’t be read.': 'Diese Frage ist beschädigt und nicht lesbar.',
  'Edit your question': 'Ihre Frage bearbeiten',
  'Edit question': 'Frage bearbeiten',
  'object|you': 'Ihr Konto',
};
