import type { ProviderPlace } from '#contracts/provider.js';
import type { Citation, Provenance } from '#contracts/rag.js';

export type Verdict = Citation['verdict'];

/** What the check of a quote means, in a word and in a sentence. */
export const verdictWords: Readonly<Record<Verdict, { readonly word: string; readonly sentence: string }>> = {
  verified: {
    word: 'Quote found in the source',
    sentence:
      'These words stand in the document exactly like this. That does not make the answer right: please read what they say.',
  },
  repaired: {
    word: 'Quote found, spelled differently',
    sentence: 'The document has these words with other spacing, case or punctuation; what you see is the document’s own text.',
  },
  unverified: {
    word: 'Quote not found in the source',
    sentence: 'These words were not found in the document. Do not rely on them.',
  },
};

/** About sentences of an answer that no citation supports; null when it cites nothing at all. */
export function unsupportedWords(sentences: number | null): string {
  if (sentences === null) return 'This answer points to no source.';
  if (sentences === 0) return '';
  return sentences === 1
    ? 'One sentence points to no source; it is underlined with dots.'
    : `${String(sentences)} sentences point to no source; they are underlined with dots.`;
}

/** What a reader must know before the answer; empty for what needs no words. */
function noticeWords(notice: string): string {
  switch (notice) {
    case 'model-unavailable':
      return 'The language model did not answer, so this is an extract from your documents.';
    case 'weak-match':
      return 'The passages match the question only loosely. Please check them.';
    case 'not-found':
      return 'Nothing about this was found in the documents that are open to you.';
    case 'sources-changed':
      return 'The documents have changed since the first part was written, so this part points to no sources.';
    case 'sources-cut':
      return 'Not all passages that were found fitted; the best ones were used.';
    case 'marks-dropped':
      return 'The model pointed to sources that it was not given; those marks were taken out.';
    case 'reading-doubtful':
      return 'The model server reports that it read less text than it was sent. It may not have read every passage; please check the sources.';
    case 'unknown-marks':
      return 'The model pointed to a source that it was not given. Its mark was left in the text as it wrote it.';
    case 'content-filter':
      return 'A filter of the model server ended this answer; something may be missing.';
    case 'tool-call':
      return 'The model wanted to call a tool, which Chat Man does not offer; something may be missing.';
    case 'other-model':
      return 'The chosen model is not available, so another one answered. “Why this answer?” says which.';
    case 'remote-model':
      return 'The model server passed this question on to a machine of somebody else. Your organisation allows that.';
    case 'passages-stay-here':
      return 'Some passages that match stay here and were not given to the model, which counts as outside your organisation.';
    case 'history-stays-here':
      return 'Earlier answers that rest on documents that stay here were not given to the model.';
    case 'length-limit':
      return 'The answer reached the length that is allowed.';
    case 'history-cut':
      return 'The conversation is longer than the model can read; its beginning was left out.';
    default:
      return '';
  }
}

/** The heading of an answer that no model wrote; null for the others, and where nothing was found that could be headed. */
export function extractHeading(provenance: Provenance | null): string | null {
  if (provenance?.provider !== 'extractive' || provenance.notices.includes('not-found')) return null;
  const why = reasonForExtract(provenance.notices);
  return provenance.notices.includes('weak-match')
    ? `Related passages, which may not answer your question (${why})`
    : `Extract from your documents (${why})`;
}

function reasonForExtract(notices: readonly string[]): string {
  if (notices.includes('model-refused-remote'))
    return 'the language model runs on a machine of somebody else, and nothing is sent there';
  return notices.includes('model-unavailable') ? 'the language model did not answer' : 'no language model connected';
}

/** The text under that heading: the API begins it with a line of its own for readers without one. */
export function withoutOpening(content: string, heading: string | null): string {
  return heading === null ? content : content.replace(/^[^\n>]+:\n+(?=>)/, '');
}

/** What a reader must know of an answer and is not told by its heading or its own words. */
export function noticesOf(provenance: Provenance | null): string[] {
  const said = provenance?.provider === 'extractive' ? ['weak-match', 'not-found', 'model-unavailable'] : [];
  return (provenance?.notices ?? [])
    .filter((notice) => !said.includes(notice))
    .map(noticeWords)
    .filter((words) => words !== '');
}

export function whoWrote(provenance: Provenance): string {
  return provenance.provider === 'extractive'
    ? 'No language model: passages quoted as they stand'
    : (provenance.model ?? 'A model without a name');
}

/** "About Chat Man, Backups, p. 12", without what the document does not have. */
export function placeWords(citation: Pick<Citation, 'title' | 'heading' | 'page'>): string {
  return [
    citation.title,
    citation.heading === citation.title ? '' : citation.heading,
    citation.page === null ? '' : `p. ${String(citation.page)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Where a model runs, after its name. What nobody has said counts as outside, so the words do not claim more. */
const placeOfModel: Readonly<Record<ProviderPlace, string>> = {
  'this-host': 'on this server',
  organisation: 'in your organisation',
  outside: 'counted as outside your organisation',
};

/** Where the model ran that wrote an answer; null where that was not kept, or no model wrote it. */
export function whereItRan({ provider, place }: Provenance): string | null {
  if (provider === 'extractive' || place === undefined) return null;
  return { 'this-host': 'This server', organisation: 'In your organisation', outside: 'Counted as outside your organisation' }[
    place
  ];
}

/** The line under the composer: where the answer comes from and what is kept. */
export function lockWords(
  model: { name: string; provider: string; place: ProviderPlace } | null,
  keptDays: number | null,
): string {
  const from =
    model === null || model.provider === 'extractive'
      ? 'Quoted from your documents, no model'
      : `${model.name} ${placeOfModel[model.place]}`;
  return `${from} · ${keptDays === null ? 'kept until you delete it' : `kept ${String(keptDays)} days`} · sealed`;
}

/** Why an answer failed or broke off, by its problem code: what happened, what is safe, what to do. */
export function failureWords(code: string | null): string {
  switch (code) {
    case 'model-busy':
      return 'All places at the model are taken. Your question is kept; please try again in a minute.';
    case 'model-failed':
      return 'The model server stopped with an error of its own. Your question is kept; please try again, or choose another model.';
    case 'model-out-of-memory':
      return 'The model server does not have enough memory for this model. Your question is kept; please choose a smaller model.';
    case 'answer-malformed':
      return 'The model server sent something that is not an answer. Your question is kept; please try again.';
    case 'answer-cut':
      return 'The connection to the model server broke. Your question is kept; please try again.';
    case 'answer-interrupted':
      return 'Chat Man was stopped while the answer was being written. Your question is kept; please try again.';
    case 'model-unreachable':
    case 'not-a-model-server':
      return 'The model server cannot be reached. Your question is kept; please try again, or tell an administrator.';
    case 'model-name-refused':
      return 'This model runs on a machine of somebody else, and nothing is sent there. Your question is kept; please choose another model.';
    case 'model-not-found':
      return 'The chosen model is not there. Your question is kept; please choose another model and try again.';
    case 'model-out-of-memory':
      return 'The model server does not have enough memory for this model. Your question is kept; please choose a smaller model, or tell an administrator.';
    case 'model-cannot-load':
      return 'The model server cannot load this model. Your question is kept; please choose another model, or tell an administrator.';
    case 'answer-empty':
      return 'The model ended without a word of an answer. Your question is kept; please try again.';
    case 'answer-filtered':
      return 'A filter of the model server held the answer back. Your question is kept; please ask in other words.';
    case 'answer-tool-call':
      return 'The model wanted to call a tool instead of answering. Your question is kept; please try again, or choose another model.';
    case 'answer-malformed':
      return 'The model server sent something that is no answer. Your question is kept; please try again, or tell an administrator.';
    case 'model-refused':
      return 'The model server does not accept Chat Man. Your question is kept; an administrator has to look at it.';
    case 'answer-stays-here':
      return 'The beginning of this answer rests on documents that stay here, so it was not given to the model, which counts as outside your organisation. Please ask again instead.';
    case 'model-timeout':
    case 'model-silent':
      return 'The model took too long. Your question is kept; please try again.';
    case 'prompt-too-long':
      return 'The question is too long for this model. It is kept; please shorten it, or choose a model that reads more.';
    case 'key-destroyed':
      return 'The key of this conversation was destroyed, so nothing can be added to it.';
    default:
      return 'No answer came. Your question is kept; please try again.';
  }
}

/** What an administrator can do about it; empty where there is nothing to be done. */
export function cureWords(code: string | null): string {
  switch (code) {
    case 'model-unreachable':
      return 'Nothing answers at the address of the model server. Start it, or correct OLLAMA_BASE_URL or OPENAI_BASE_URL.';
    case 'not-a-model-server':
      return 'What answers at the address of the model server is none. Correct OLLAMA_BASE_URL or OPENAI_BASE_URL: host, port and path.';
    case 'model-refused':
      return 'The model server refuses the token. Check the file that provider.ollama.tokenFile or provider.openai.tokenFile names.';
    case 'model-not-found':
      return 'Load this model on the model server, or choose another one in the setting model.name.';
    case 'model-name-refused':
      return 'Choose a model that runs here in the setting model.name, or allow others on the host with provider.allowRemoteModels.';
    case 'model-out-of-memory':
      return 'Choose a smaller model, or set model.context_tokens lower.';
    case 'model-cannot-load':
      return 'Load the model on the model server anew, or update the server.';
    case 'model-failed':
      return 'The model server answered with an error. Its log says more.';
    case 'model-timeout':
    case 'model-silent':
      return 'Choose a smaller model, or raise chat.firstTokenSeconds and chat.totalSeconds.';
    case 'answer-malformed':
      return 'Check whether a proxy changes the answers of the model server, and which version it has.';
    case 'answer-cut':
      return 'Check proxies and time limits between Chat Man and the model server.';
    default:
      return '';
  }
}
