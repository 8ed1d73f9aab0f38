import type { SectionWords } from './setting-words.js';

/** How questions are answered. */
export const answerSections: readonly SectionWords[] = [
  {
    id: 'model',
    label: $localize`Model`,
    help: $localize`Which language model answers, and how freely it writes.`,
    settings: {
      'model.name': {
        label: $localize`Model`,
        help: $localize`The model for new conversations. Models that run on somebody else’s machine are refused unless remote models are allowed.`,
      },
      'model.temperature': {
        label: $localize`Temperature`,
        help: $localize`Low values give predictable answers, high values more varied ones. 0 always takes the likeliest word.`,
      },
      'model.max_tokens': {
        label: $localize`Longest answer (tokens)`,
        help: $localize`A token is about three quarters of an English word.`,
      },
      'model.context_tokens': {
        label: $localize`Context window (tokens)`,
        help: $localize`Room for instructions, earlier messages, passages and the answer together. Ollama reloads the model when this changes.`,
      },
      'model.top_p': {
        label: $localize`Top-p`,
        help: $localize`The share of probability from which each word is chosen. 1 leaves nothing out.`,
        advanced: true,
      },
      'model.top_k': {
        label: $localize`Top-k`,
        help: $localize`The number of likeliest words from which each word is chosen.`,
        advanced: true,
      },
    },
  },
  {
    id: 'answers',
    label: $localize`Answers`,
    help: $localize`What answers are based on, and how they appear.`,
    settings: {
      'system.enableKnowledgeBase': {
        label: $localize`Answer from the knowledge base`,
        help: $localize`When on, passages of your documents are sent with each question, and answers cite them.`,
      },
      'system.enableSystemPrompt': {
        label: $localize`Send the system prompt`,
        help: $localize`When on, the instructions in config/system-prompt.txt are sent with each question.`,
      },
      'system.streamingEnabled': {
        label: $localize`Show answers as they are written`,
        help: $localize`When off, an answer appears once it is complete.`,
      },
      'chat.titleByModel': {
        label: $localize`Let the model write titles`,
        help: $localize`When off, a conversation is titled with the beginning of its first question.`,
      },
      'chat.temporaryConversations': {
        label: $localize`Allow temporary conversations`,
        help: $localize`Nothing of them is kept but an audit event for each question. Leave it off where records must be kept.`,
      },
      'chat.maxAttachments': {
        label: $localize`Most attached files in a conversation`,
        help: $localize`0 turns attachments off.`,
      },
      'chat.maxAttachmentBytes': {
        label: $localize`Largest attached file (bytes)`,
        help: $localize`A larger file is refused when it is attached.`,
      },
      'chat.undoSeconds': {
        label: $localize`Deletion can be undone for (seconds)`,
        help: $localize`Nobody can read the deleted conversation during this time. Afterwards it is gone for good.`,
      },
      'chat.connectSeconds': {
        label: $localize`Wait to reach the model server (seconds)`,
        help: $localize`Afterwards the model counts as unreachable.`,
        advanced: true,
      },
      'chat.firstTokenSeconds': {
        label: $localize`Wait for the first word (seconds)`,
        help: $localize`Includes the time in which the server loads the model.`,
        advanced: true,
      },
      'chat.idleSeconds': {
        label: $localize`Longest pause in an answer (seconds)`,
        help: $localize`Afterwards the answer is ended.`,
        advanced: true,
      },
      'chat.totalSeconds': {
        label: $localize`Longest time for an answer (seconds)`,
        help: $localize`Afterwards the answer is ended.`,
        advanced: true,
      },
      'chat.parallel': {
        label: $localize`Answers at once`,
        help: $localize`How many answers one instance writes at the same time.`,
        advanced: true,
      },
      'chat.parallelPerPerson': {
        label: $localize`Answers at once per person`,
        help: $localize`How many answers can be written for one person at the same time.`,
        advanced: true,
      },
      'chat.unansweredAtModel': {
        label: $localize`Questions waiting at the model`,
        help: $localize`How many questions may wait at the model server for a first word. The others wait in Chat Man, in fair order.`,
        advanced: true,
      },
      'chat.queueTotal': {
        label: $localize`Questions waiting`,
        help: $localize`How many questions may wait on one instance.`,
        advanced: true,
      },
      'chat.queuePerPerson': {
        label: $localize`Questions waiting per person`,
        help: $localize`How many questions of one person may wait.`,
        advanced: true,
      },
    },
  },
  {
    id: 'knowledge',
    label: $localize`Knowledge`,
    help: $localize`How documents are cut into passages, and how many passages an answer uses.`,
    settings: {
      'knowledge.passages': {
        label: $localize`Passages per answer`,
        help: $localize`The most passages that an answer is based on.`,
      },
      'knowledge.passagesPerDocument': {
        label: $localize`Passages per document`,
        help: $localize`How many passages of one document a result takes while other documents match as well. Free places are filled regardless.`,
      },
      'retrieval.meaning': {
        label: $localize`Search by meaning`,
        help: $localize`Documents are also found by meaning. The embedding model that is included reads English and needs 400 MB of free memory.`,
        options: { auto: $localize`Automatic`, off: $localize`Off: by words alone` },
      },
      'retrieval.embeddings.kind': {
        label: $localize`Embedding model`,
        help: $localize`What makes the vectors for search by meaning. After a change all passages are embedded again; until then the earlier vectors are used.`,
        options: { included: $localize`Included, for English`, ollama: 'Ollama', openai: $localize`OpenAI-compatible server` },
        advanced: true,
      },
      'retrieval.embeddings.model': {
        label: $localize`Name of the embedding model`,
        help: $localize`Such as bge-m3.`,
        advanced: true,
      },
      'retrieval.embeddings.baseUrl': {
        label: $localize`Address of the embedding server`,
        help: $localize`Empty: Ollama on this machine.`,
        advanced: true,
      },
      'retrieval.embeddings.tokenFile': {
        label: $localize`Token file of the embedding server`,
        help: $localize`File with the bearer token. Empty sends none.`,
        advanced: true,
      },
      'retrieval.embeddings.place': {
        label: $localize`Where the embedding server runs`,
        help: $localize`Every passage is sent to it, so it must be on this host or in your organisation.`,
        options: { 'this-host': $localize`On this host`, organisation: $localize`In the organisation` },
        advanced: true,
      },
      'retrieval.embeddings.leastSimilarity': {
        label: $localize`Least likeness in meaning`,
        help: $localize`How near a passage must be to a question, 0 to 1, with a model of a server. Try questions on the page Test query.`,
        advanced: true,
      },
      'retrieval.embeddings.questionPrefix': {
        label: $localize`Prefix of questions`,
        help: $localize`Put before each question, where the model wants one, such as “search_query: ”.`,
        advanced: true,
      },
      'retrieval.embeddings.passagePrefix': {
        label: $localize`Prefix of passages`,
        help: $localize`Put before each passage, such as “search_document: ”.`,
        advanced: true,
      },
      'retrieval.vectorBytes': {
        label: $localize`Memory for search by meaning (bytes)`,
        help: $localize`A search that would need more is made by words alone.`,
        advanced: true,
      },
      'knowledge.staysHere': {
        label: $localize`Keep the knowledge file inside`,
        help: $localize`Passages of config/knowledge.md are never sent to a model server outside your organisation.`,
      },
      'knowledge.maxUploadBytes': {
        label: $localize`Largest file (bytes)`,
        help: $localize`A larger file is refused when it is added to a collection.`,
      },
      'knowledge.maxPages': { label: $localize`Most pages`, help: $localize`A document with more pages or slides is refused.` },
      'knowledge.parserMemoryMb': {
        label: $localize`Memory for reading a document (megabytes)`,
        help: $localize`Reading a document that needs more is stopped, and the document refused.`,
      },
      'knowledge.parserSeconds': {
        label: $localize`Time for reading a page (seconds)`,
        help: $localize`Reading a document is stopped when one of its pages takes longer.`,
      },
      'knowledge.inbox': {
        label: $localize`Watch the inbox folder`,
        help: $localize`Files in data/inbox, in a folder named as a collection, become documents of that collection.`,
      },
      'knowledge.keptVersions': {
        label: $localize`Earlier versions kept`,
        help: $localize`Citations of an earlier version can be opened as long as it is kept.`,
      },
      'knowledge.maxFileBytes': {
        label: $localize`Largest knowledge file (bytes)`,
        help: $localize`A larger config/knowledge.md is not read.`,
      },
      'knowledge.chunkTokens': {
        label: $localize`Length of passages (tokens)`,
        help: $localize`Applies to documents that are added from now on.`,
        advanced: true,
      },
      'knowledge.chunkMaxTokens': {
        label: $localize`Longest passage (tokens)`,
        help: $localize`A block of code may be longer.`,
        advanced: true,
      },
      'knowledge.candidates': {
        label: $localize`Passages considered`,
        help: $localize`How many passages a search compares before it chooses.`,
        advanced: true,
      },
      'knowledge.matchingShare': {
        label: $localize`Share for a matching quote`,
        help: $localize`Without a model, a quote is shown as matching when it covers this share of the question. 0.6 is 60%.`,
        advanced: true,
      },
      'knowledge.relatedShare': {
        label: $localize`Share for a related quote`,
        help: $localize`Without a model, a quote that covers at least this share of the question is shown as related.`,
        advanced: true,
      },
      'knowledge.cacheBytes': {
        label: $localize`Memory for the search index (bytes)`,
        help: $localize`0 decrypts the index for each question, which is slower.`,
        advanced: true,
      },
      'knowledge.purgeHours': {
        label: $localize`Clear removed documents within (hours)`,
        help: $localize`The words of a removed document leave the search index within this time.`,
        advanced: true,
      },
    },
  },
];
