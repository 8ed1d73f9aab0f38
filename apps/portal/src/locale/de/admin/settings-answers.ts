import type { Texts } from '../../translate.js';

export const adminSettingsAnswersTexts: Texts = {
  'Most attached files in a conversation': 'Höchstzahl angehängter Dateien je Unterhaltung',
  '0 turns attachments off.': '0 schaltet Anhänge aus.',
  'Largest attached file (bytes)': 'Größte angehängte Datei (Byte)',
  'A larger file is refused when it is attached.': 'Eine größere Datei wird beim Anhängen abgelehnt.',
  'Which language model answers, and how freely it writes.': 'Welches Sprachmodell antwortet und wie frei es schreibt.',
  'The model for new conversations. Models that run on somebody else’s machine are refused unless remote models are allowed.':
    'Das Modell für neue Unterhaltungen. Modelle auf fremden Rechnern werden abgelehnt, sofern entfernte Modelle nicht erlaubt sind.',
  Temperature: 'Temperatur',
  'Low values give predictable answers, high values more varied ones. 0 always takes the likeliest word.':
    'Niedrige Werte geben berechenbare Antworten, hohe abwechslungsreichere. 0 nimmt immer das wahrscheinlichste Wort.',
  'Longest answer (tokens)': 'Längste Antwort (Token)',
  'A token is about three quarters of an English word.': 'Ein Token sind etwa drei Viertel eines englischen Wortes.',
  'Context window (tokens)': 'Kontextfenster (Token)',
  'Room for instructions, earlier messages, passages and the answer together. Ollama reloads the model when this changes.':
    'Platz für Anweisungen, frühere Nachrichten, Textstellen und die Antwort zusammen. Ollama lädt das Modell neu, wenn sich dies ändert.',
  'Top-p': 'Top-p',
  'The share of probability from which each word is chosen. 1 leaves nothing out.':
    'Der Anteil der Wahrscheinlichkeit, aus dem jedes Wort gewählt wird. 1 lässt nichts aus.',
  'Top-k': 'Top-k',
  'The number of likeliest words from which each word is chosen.':
    'Die Zahl der wahrscheinlichsten Wörter, aus denen jedes Wort gewählt wird.',
  'What answers are based on, and how they appear.': 'Worauf Antworten beruhen und wie sie erscheinen.',
  'Answer from the knowledge base': 'Aus der Wissensdatenbank antworten',
  'When on, passages of your documents are sent with each question, and answers cite them.':
    'Ist es eingeschaltet, gehen mit jeder Frage Textstellen Ihrer Dokumente mit, und Antworten zitieren sie.',
  'Send the system prompt': 'System-Prompt senden',
  'When on, the instructions in config/system-prompt.txt are sent with each question.':
    'Ist es eingeschaltet, gehen die Anweisungen aus config/system-prompt.txt mit jeder Frage mit.',
  'Show answers as they are written': 'Antworten beim Schreiben zeigen',
  'When off, an answer appears once it is complete.':
    'Ist es ausgeschaltet, erscheint eine Antwort erst, wenn sie vollständig ist.',
  'Let the model write titles': 'Das Modell Titel schreiben lassen',
  'When off, a conversation is titled with the beginning of its first question.':
    'Ist es ausgeschaltet, trägt eine Unterhaltung den Anfang ihrer ersten Frage als Titel.',
  'Deletion can be undone for (seconds)': 'Löschen lässt sich rückgängig machen (Sekunden)',
  'Nobody can read the deleted conversation during this time. Afterwards it is gone for good.':
    'In dieser Zeit kann niemand die gelöschte Unterhaltung lesen. Danach ist sie endgültig fort.',
  'Wait to reach the model server (seconds)': 'Warten auf den Modellserver (Sekunden)',
  'Afterwards the model counts as unreachable.': 'Danach gilt das Modell als nicht erreichbar.',
  'Wait for the first word (seconds)': 'Warten auf das erste Wort (Sekunden)',
  'Includes the time in which the server loads the model.': 'Enthält die Zeit, in der der Server das Modell lädt.',
  'Longest pause in an answer (seconds)': 'Längste Pause in einer Antwort (Sekunden)',
  'Afterwards the answer is ended.': 'Danach wird die Antwort beendet.',
  'Longest time for an answer (seconds)': 'Längste Dauer einer Antwort (Sekunden)',
  'Answers at once': 'Gleichzeitige Antworten',
  'How many answers one instance writes at the same time.': 'Wie viele Antworten eine Instanz zugleich schreibt.',
  'Answers at once per person': 'Gleichzeitige Antworten je Person',
  'How many answers can be written for one person at the same time.':
    'Wie viele Antworten zugleich für eine Person geschrieben werden können.',
  'Questions waiting at the model': 'Am Modell wartende Fragen',
  'How many questions may wait at the model server for a first word. The others wait in Chat Man, in fair order.':
    'Wie viele Fragen am Modellserver auf ein erstes Wort warten dürfen. Die anderen warten in Chat Man, in gerechter Reihenfolge.',
  'Questions waiting': 'Wartende Fragen',
  'How many questions may wait on one instance.': 'Wie viele Fragen an einer Instanz warten dürfen.',
  'Questions waiting per person': 'Wartende Fragen je Person',
  'How many questions of one person may wait.': 'Wie viele Fragen einer Person warten dürfen.',
  'How documents are cut into passages, and how many passages an answer uses.':
    'Wie Dokumente in Textstellen geteilt werden und wie viele eine Antwort verwendet.',
  'Passages per answer': 'Textstellen je Antwort',
  'The most passages that an answer is based on.': 'Auf so vielen Textstellen beruht eine Antwort höchstens.',
  'Passages per document': 'Textstellen je Dokument',
  'How many passages of one document a result takes while other documents match as well. Free places are filled regardless.':
    'Wie viele Textstellen eines Dokuments ein Ergebnis nimmt, solange auch andere passen. Freie Plätze werden ohne Rücksicht darauf gefüllt.',
  'Search by meaning': 'Suche nach Bedeutung',
  'Documents are also found by meaning. The embedding model that is included reads English and needs 400 MB of free memory.':
    'Dokumente werden auch nach ihrer Bedeutung gefunden. Das mitgelieferte Einbettungsmodell liest Englisch und braucht 400 MB freien Arbeitsspeicher.',
  'Off: by words alone': 'Aus: nur nach Wörtern',
  'Embedding model': 'Einbettungsmodell',
  'What makes the vectors for search by meaning. After a change all passages are embedded again; until then the earlier vectors are used.':
    'Was die Vektoren für die Suche nach Bedeutung erzeugt. Nach einer Änderung werden alle Textstellen neu eingebettet; bis dahin gelten die früheren Vektoren.',
  'Included, for English': 'Mitgeliefert, für Englisch',
  'Name of the embedding model': 'Name des Einbettungsmodells',
  'Such as bge-m3.': 'Etwa bge-m3.',
  'Address of the embedding server': 'Adresse des Einbettungsservers',
  'Empty: Ollama on this machine.': 'Leer: Ollama auf diesem Rechner.',
  'Token file of the embedding server': 'Token-Datei des Einbettungsservers',
  'File with the bearer token. Empty sends none.': 'Datei mit dem Bearer-Token. Leer sendet keines.',
  'Where the embedding server runs': 'Wo der Einbettungsserver läuft',
  'Every passage is sent to it, so it must be on this host or in your organisation.':
    'Jede Textstelle wird an ihn gesendet, er muss deshalb auf diesem Host oder in Ihrer Organisation sein.',
  'On this host': 'Auf diesem Host',
  'In the organisation': 'In der Organisation',
  'Least likeness in meaning': 'Mindestähnlichkeit der Bedeutung',
  'How near a passage must be to a question, 0 to 1, with a model of a server. Try questions on the page Test query.':
    'Wie nah eine Textstelle einer Frage sein muss, 0 bis 1, bei einem Modell eines Servers. Probieren Sie Fragen auf der Seite Testabfrage aus.',
  'Prefix of questions': 'Präfix von Fragen',
  'Put before each question, where the model wants one, such as “search_query: ”.':
    'Steht vor jeder Frage, wo das Modell eines verlangt, etwa „search_query: “.',
  'Prefix of passages': 'Präfix von Textstellen',
  'Put before each passage, such as “search_document: ”.': 'Steht vor jeder Textstelle, etwa „search_document: “.',
  'Memory for search by meaning (bytes)': 'Arbeitsspeicher für die Suche nach Bedeutung (Byte)',
  'A search that would need more is made by words alone.': 'Eine Suche, die mehr brauchte, geschieht nur nach Wörtern.',
  'Keep the knowledge file inside': 'Wissensdatei intern halten',
  'Passages of config/knowledge.md are never sent to a model server outside your organisation.':
    'Textstellen aus config/knowledge.md werden nie an einen Modellserver außerhalb Ihrer Organisation gesendet.',
  'Largest file (bytes)': 'Größte Datei (Byte)',
  'A larger file is refused when it is added to a collection.':
    'Eine größere Datei wird abgelehnt, wenn sie einer Sammlung hinzugefügt wird.',
  'Most pages': 'Höchste Seitenzahl',
  'A document with more pages or slides is refused.': 'Ein Dokument mit mehr Seiten oder Folien wird abgelehnt.',
  'Memory for reading a document (megabytes)': 'Arbeitsspeicher zum Lesen eines Dokuments (Megabyte)',
  'Reading a document that needs more is stopped, and the document refused.':
    'Das Lesen eines Dokuments, das mehr braucht, wird angehalten und das Dokument abgelehnt.',
  'Time for reading a page (seconds)': 'Zeit zum Lesen einer Seite (Sekunden)',
  'Reading a document is stopped when one of its pages takes longer.':
    'Das Lesen eines Dokuments wird angehalten, wenn eine seiner Seiten länger dauert.',
  'Watch the inbox folder': 'Eingangsordner beobachten',
  'Files in data/inbox, in a folder named as a collection, become documents of that collection.':
    'Dateien in data/inbox, in einem Ordner mit dem Namen einer Sammlung, werden zu Dokumenten dieser Sammlung.',
  'Earlier versions kept': 'Aufbewahrte frühere Versionen',
  'Citations of an earlier version can be opened as long as it is kept.':
    'Zitate aus einer früheren Version lassen sich öffnen, solange sie aufbewahrt wird.',
  'Largest knowledge file (bytes)': 'Größte Wissensdatei (Byte)',
  'A larger config/knowledge.md is not read.': 'Eine größere config/knowledge.md wird nicht gelesen.',
  'Length of passages (tokens)': 'Länge von Textstellen (Token)',
  'Applies to documents that are added from now on.': 'Gilt für Dokumente, die von nun an hinzukommen.',
  'Longest passage (tokens)': 'Längste Textstelle (Token)',
  'A block of code may be longer.': 'Ein Codeblock darf länger sein.',
  'Passages considered': 'Betrachtete Textstellen',
  'How many passages a search compares before it chooses.': 'Wie viele Textstellen eine Suche vergleicht, bevor sie wählt.',
  'Share for a matching quote': 'Anteil für ein passendes Zitat',
  'Without a model, a quote is shown as matching when it covers this share of the question. 0.6 is 60%.':
    'Ohne Modell gilt ein Zitat als passend, wenn es diesen Anteil der Frage abdeckt. 0,6 sind 60 %.',
  'Share for a related quote': 'Anteil für ein verwandtes Zitat',
  'Without a model, a quote that covers at least this share of the question is shown as related.':
    'Ohne Modell gilt ein Zitat als verwandt, wenn es mindestens diesen Anteil der Frage abdeckt.',
  'Memory for the search index (bytes)': 'Arbeitsspeicher für den Suchindex (Byte)',
  '0 decrypts the index for each question, which is slower.': '0 entschlüsselt den Index bei jeder Frage, was langsamer ist.',
  'Clear removed documents within (hours)': 'Entfernte Dokumente tilgen binnen (Stunden)',
  'The words of a removed document leave the search index within this time.':
    'Die Wörter eines entfernten Dokuments verlassen den Suchindex innerhalb dieser Zeit.',
  'Allow temporary conversations': 'Temporäre Unterhaltungen erlauben',
  'Nothing of them is kept but an audit event for each question. Leave it off where records must be kept.':
    'Von ihnen bleibt nichts als ein Protokollereignis je Frage. Lassen Sie es aus, wo Aufzeichnungen aufzubewahren sind.',
};
