import type { SectionWords } from './setting-words.js';

/** How questions are answered. */
export const answerSections: readonly SectionWords[] = [
  {
    id: 'model',
    label: 'Model',
    help: 'Which language model answers, and how freely it writes.',
    settings: {
      'model.name': {
        label: 'Model',
        help: 'The model for new conversations. Models that run on somebody else’s machine are refused unless remote models are allowed.',
      },
      'model.temperature': {
        label: 'Temperature',
        help: 'Low values give predictable answers, high values more varied ones. 0 always takes the likeliest word.',
      },
      'model.max_tokens': { label: 'Longest answer (tokens)', help: 'A token is about three quarters of an English word.' },
      'model.context_tokens': {
        label: 'Context window (tokens)',
        help: 'Room for instructions, earlier messages, passages and the answer together. Ollama reloads the model when this changes.',
      },
      'model.top_p': {
        label: 'Top-p',
        help: 'The share of probability from which each word is chosen. 1 leaves nothing out.',
        advanced: true,
      },
      'model.top_k': { label: 'Top-k', help: 'The number of likeliest words from which each word is chosen.', advanced: true },
    },
  },
  {
    id: 'answers',
    label: 'Answers',
    help: 'What answers are based on, and how they appear.',
    settings: {
      'system.enableKnowledgeBase': {
        label: 'Answer from the knowledge base',
        help: 'When on, passages of your documents are sent with each question, and answers cite them.',
      },
      'system.enableSystemPrompt': {
        label: 'Send the system prompt',
        help: 'When on, the instructions in config/system-prompt.txt are sent with each question.',
      },
      'system.streamingEnabled': {
        label: 'Show answers as they are written',
        help: 'When off, an answer appears once it is complete.',
      },
      'chat.titleByModel': {
        label: 'Let the model write titles',
        help: 'When off, a conversation is titled with the beginning of its first question.',
      },
      'chat.maxAttachments': {
        label: 'Most attached files in a conversation',
        help: '0 turns attachments off.',
      },
      'chat.maxAttachmentBytes': {
        label: 'Largest attached file (bytes)',
        help: 'A larger file is refused when it is attached.',
      },
      'chat.undoSeconds': {
        label: 'Deletion can be undone for (seconds)',
        help: 'Nobody can read the deleted conversation during this time. Afterwards it is gone for good.',
      },
      'chat.connectSeconds': {
        label: 'Wait to reach the model server (seconds)',
        help: 'Afterwards the model counts as unreachable.',
        advanced: true,
      },
      'chat.firstTokenSeconds': {
        label: 'Wait for the first word (seconds)',
        help: 'Includes the time in which the server loads the model.',
        advanced: true,
      },
      'chat.idleSeconds': {
        label: 'Longest pause in an answer (seconds)',
        help: 'Afterwards the answer is ended.',
        advanced: true,
      },
      'chat.totalSeconds': {
        label: 'Longest time for an answer (seconds)',
        help: 'Afterwards the answer is ended.',
        advanced: true,
      },
      'chat.parallel': {
        label: 'Answers at once',
        help: 'How many answers one instance writes at the same time.',
        advanced: true,
      },
      'chat.parallelPerPerson': {
        label: 'Answers at once per person',
        help: 'How many answers can be written for one person at the same time.',
        advanced: true,
      },
      'chat.unansweredAtModel': {
        label: 'Questions waiting at the model',
        help: 'How many questions may wait at the model server for a first word. The others wait in Chat Man, in fair order.',
        advanced: true,
      },
      'chat.queueTotal': { label: 'Questions waiting', help: 'How many questions may wait on one instance.', advanced: true },
      'chat.queuePerPerson': {
        label: 'Questions waiting per person',
        help: 'How many questions of one person may wait.',
        advanced: true,
      },
    },
  },
  {
    id: 'knowledge',
    label: 'Knowledge',
    help: 'How documents are cut into passages, and how many passages an answer uses.',
    settings: {
      'knowledge.passages': { label: 'Passages per answer', help: 'The most passages that an answer is based on.' },
      'knowledge.passagesPerDocument': {
        label: 'Passages per document',
        help: 'How many passages of one document a result takes while other documents match as well. Free places are filled regardless.',
      },
      'retrieval.meaning': {
        label: 'Search by meaning',
        help: 'Documents are also found by meaning. The embedding model that is included reads English and needs 400 MB of free memory.',
        options: { auto: 'Automatic', off: 'Off: by words alone' },
      },
      'retrieval.embeddings.kind': {
        label: 'Embedding model',
        help: 'What makes the vectors for search by meaning. After a change all passages are embedded again; until then the earlier vectors are used.',
        options: { included: 'Included, for English', ollama: 'Ollama', openai: 'OpenAI-compatible server' },
        advanced: true,
      },
      'retrieval.embeddings.model': { label: 'Name of the embedding model', help: 'Such as bge-m3.', advanced: true },
      'retrieval.embeddings.baseUrl': {
        label: 'Address of the embedding server',
        help: 'Empty: Ollama on this machine.',
        advanced: true,
      },
      'retrieval.embeddings.tokenFile': {
        label: 'Token file of the embedding server',
        help: 'File with the bearer token. Empty sends none.',
        advanced: true,
      },
      'retrieval.embeddings.place': {
        label: 'Where the embedding server runs',
        help: 'Every passage is sent to it, so it must be on this host or in your organisation.',
        options: { 'this-host': 'On this host', organisation: 'In the organisation' },
        advanced: true,
      },
      'retrieval.embeddings.leastSimilarity': {
        label: 'Least likeness in meaning',
        help: 'How near a passage must be to a question, 0 to 1, with a model of a server. Try questions on the page Test query.',
        advanced: true,
      },
      'retrieval.embeddings.questionPrefix': {
        label: 'Prefix of questions',
        help: 'Put before each question, where the model wants one, such as “search_query: ”.',
        advanced: true,
      },
      'retrieval.embeddings.passagePrefix': {
        label: 'Prefix of passages',
        help: 'Put before each passage, such as “search_document: ”.',
        advanced: true,
      },
      'retrieval.vectorBytes': {
        label: 'Memory for search by meaning (bytes)',
        help: 'A search that would need more is made by words alone.',
        advanced: true,
      },
      'knowledge.staysHere': {
        label: 'Keep the knowledge file inside',
        help: 'Passages of config/knowledge.md are never sent to a model server outside your organisation.',
      },
      'knowledge.maxUploadBytes': {
        label: 'Largest file (bytes)',
        help: 'A larger file is refused when it is added to a collection.',
      },
      'knowledge.maxPages': { label: 'Most pages', help: 'A document with more pages or slides is refused.' },
      'knowledge.parserMemoryMb': {
        label: 'Memory for reading a document (megabytes)',
        help: 'Reading a document that needs more is stopped, and the document refused.',
      },
      'knowledge.parserSeconds': {
        label: 'Time for reading a page (seconds)',
        help: 'Reading a document is stopped when one of its pages takes longer.',
      },
      'knowledge.inbox': {
        label: 'Watch the inbox folder',
        help: 'Files in data/inbox, in a folder named as a collection, become documents of that collection.',
      },
      'knowledge.keptVersions': {
        label: 'Earlier versions kept',
        help: 'Citations of an earlier version can be opened as long as it is kept.',
      },
      'knowledge.maxFileBytes': { label: 'Largest knowledge file (bytes)', help: 'A larger config/knowledge.md is not read.' },
      'knowledge.chunkTokens': {
        label: 'Length of passages (tokens)',
        help: 'Applies to documents that are added from now on.',
        advanced: true,
      },
      'knowledge.chunkMaxTokens': {
        label: 'Longest passage (tokens)',
        help: 'A block of code may be longer.',
        advanced: true,
      },
      'knowledge.candidates': {
        label: 'Passages considered',
        help: 'How many passages a search compares before it chooses.',
        advanced: true,
      },
      'knowledge.matchingShare': {
        label: 'Share for a matching quote',
        help: 'Without a model, a quote is shown as matching when it covers this share of the question. 0.6 is 60%.',
        advanced: true,
      },
      'knowledge.relatedShare': {
        label: 'Share for a related quote',
        help: 'Without a model, a quote that covers at least this share of the question is shown as related.',
        advanced: true,
      },
      'knowledge.cacheBytes': {
        label: 'Memory for the search index (bytes)',
        help: '0 decrypts the index for each question, which is slower.',
        advanced: true,
      },
      'knowledge.purgeHours': {
        label: 'Clear removed documents within (hours)',
        help: 'The words of a removed document leave the search index within this time.',
        advanced: true,
      },
    },
  },
  {
    id: 'model-servers',
    label: 'Model servers',
    help: 'Where models run. Addresses are set on the server, so that nobody can send conversations elsewhere from here.',
    settings: {
      'provider.kind': {
        label: 'Server that answers',
        help: 'Automatic takes the OpenAI-compatible server if its address is set, and Ollama otherwise.',
        options: {
          auto: 'Automatic',
          ollama: 'Ollama',
          openai: 'OpenAI-compatible server',
          azure: 'Azure OpenAI',
          anthropic: 'Anthropic',
          mistral: 'Mistral',
          google: 'Google Gemini',
          bedrock: 'Amazon Bedrock',
          extractive: 'No model, only quotes from documents',
        },
      },
      'provider.ollama.baseUrl': { label: 'Ollama address', help: 'With or without /api.' },
      'provider.openai.baseUrl': { label: 'Address of the OpenAI-compatible server', help: 'With or without /v1.' },
      'provider.ollama.place': {
        label: 'Where Ollama runs',
        help: 'Passages of collections that stay here are never sent outside. Without a value, a loopback address counts as this machine and any other as outside.',
        options: { 'this-host': 'On this machine', organisation: 'In your organisation', outside: 'Outside' },
      },
      'provider.openai.place': {
        label: 'Where the OpenAI-compatible server runs',
        help: 'Passages of collections that stay here are never sent outside. Without a value, a loopback address counts as this machine and any other as outside.',
        options: { 'this-host': 'On this machine', organisation: 'In your organisation', outside: 'Outside' },
      },
      'provider.azure.baseUrl': {
        label: 'Azure OpenAI endpoint',
        help: 'The endpoint of your resource. The model is then the name of a deployment.',
      },
      'provider.azure.place': {
        label: 'Where Azure OpenAI counts as running',
        help: 'Passages of collections that stay here are never sent outside. Without a value, it counts as outside.',
        options: { 'this-host': 'On this machine', organisation: 'In your organisation', outside: 'Outside' },
      },
      'provider.azure.apiVersion': {
        label: 'Azure OpenAI API version',
        help: 'A date, such as 2024-10-21, with -preview for a preview version.',
        advanced: true,
      },
      'provider.azure.keyFile': {
        label: 'Key file for Azure OpenAI',
        help: 'The file with the key of the resource.',
        advanced: true,
      },
      'provider.anthropic.baseUrl': {
        label: 'Anthropic address',
        help: 'The address of Anthropic, or of a proxy with the same API.',
        advanced: true,
      },
      'provider.anthropic.place': {
        label: 'Where Anthropic counts as running',
        help: 'Passages of collections that stay here are never sent outside. Without a value, it counts as outside.',
        options: { 'this-host': 'On this machine', organisation: 'In your organisation', outside: 'Outside' },
      },
      'provider.anthropic.keyFile': { label: 'Key file for Anthropic', help: 'The file with its API key.', advanced: true },
      'provider.mistral.baseUrl': {
        label: 'Mistral address',
        help: 'The address of Mistral, or of a proxy with the same API.',
        advanced: true,
      },
      'provider.mistral.place': {
        label: 'Where Mistral counts as running',
        help: 'Passages of collections that stay here are never sent outside. Without a value, it counts as outside.',
        options: { 'this-host': 'On this machine', organisation: 'In your organisation', outside: 'Outside' },
      },
      'provider.mistral.keyFile': { label: 'Key file for Mistral', help: 'The file with its API key.', advanced: true },
      'provider.google.baseUrl': {
        label: 'Google Gemini address',
        help: 'The address of the Gemini API, or of Vertex AI with your project and location.',
      },
      'provider.google.place': {
        label: 'Where Google Gemini counts as running',
        help: 'Passages of collections that stay here are never sent outside. Without a value, it counts as outside.',
        options: { 'this-host': 'On this machine', organisation: 'In your organisation', outside: 'Outside' },
      },
      'provider.google.keyFile': { label: 'Key file for Google Gemini', help: 'The file with its API key.', advanced: true },
      'provider.bedrock.baseUrl': {
        label: 'Amazon Bedrock address',
        help: 'The address of the Bedrock runtime in your region.',
      },
      'provider.bedrock.place': {
        label: 'Where Amazon Bedrock counts as running',
        help: 'Passages of collections that stay here are never sent outside. Without a value, it counts as outside.',
        options: { 'this-host': 'On this machine', organisation: 'In your organisation', outside: 'Outside' },
      },
      'provider.bedrock.keyFile': { label: 'Key file for Amazon Bedrock', help: 'The file with its API key.', advanced: true },
      'provider.allowRemoteModels': {
        label: 'Allow remote models',
        help: 'When on, questions and passages may go to models that the model server passes on to somebody else’s machine.',
      },
      'provider.ollama.keepAlive': {
        label: 'Keep an idle model loaded for',
        help: 'A number with ms, s, m or h, such as 10m. A negative number keeps it loaded.',
        advanced: true,
      },
      'provider.ollama.tokenFile': {
        label: 'Token file for Ollama',
        help: 'The file with the bearer token of a proxy in front of Ollama.',
        advanced: true,
      },
      'provider.openai.tokenFile': {
        label: 'Token file for the OpenAI-compatible server',
        help: 'The file with its API key.',
        advanced: true,
      },
    },
  },
];
