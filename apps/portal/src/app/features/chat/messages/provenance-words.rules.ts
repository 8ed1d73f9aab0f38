import type { Model } from '#contracts/chat/chat.js';
import type { ProviderPlace } from '#contracts/chat/provider.js';
import type { Citation, Provenance } from '#contracts/rag.js';
import { sizeWords } from '../../../shared/text/amount-words.rules.js';
import { readerLocale } from '../../../../locale/language.js';

export type Verdict = Citation['verdict'];

/** What the check of a quote means, in a word and in a sentence. */
export const verdictWords: Readonly<Record<Verdict, { readonly word: string; readonly sentence: string }>> = {
  verified: {
    word: $localize`Quote found in the source`,
    sentence: $localize`The document contains these exact words. That doesn’t make the answer correct: read the passage to be sure.`,
  },
  repaired: {
    word: $localize`Quote found, with small differences`,
    sentence: $localize`The document contains these words with different spacing, capitals or punctuation. The text shown is the document’s.`,
  },
  unverified: {
    word: $localize`Quote not found in the source`,
    sentence: $localize`These words were not found in the document. Don’t rely on them.`,
  },
};

/** About sentences of an answer that no citation supports; null when it cites nothing at all. */
export function unsupportedWords(sentences: number | null): string {
  if (sentences === null) return $localize`This answer cites no source.`;
  if (sentences === 0) return '';
  return sentences === 1
    ? $localize`One sentence cites no source. It has a dotted underline.`
    : $localize`${String(sentences)} sentences cite no source. They have a dotted underline.`;
}

/** What a reader must know about the answer; empty for notices that need no words. */
function noticeWords(notice: string): string {
  switch (notice) {
    case 'model-unavailable':
      return $localize`The language model did not answer, so this is an extract from your documents.`;
    case 'weak-match':
      return $localize`The passages are only a loose match for your question. Check them carefully.`;
    case 'not-found':
      return $localize`Nothing about this was found in the documents you can access.`;
    case 'sources-changed':
      return $localize`The documents changed after the first part was written, so this part cites no sources.`;
    case 'attachments-in-part':
      return $localize`An attached file is longer than the model can read. The parts that match your question were used.`;
    case 'sources-cut':
      return $localize`More passages were found than the model can read. The best matches were used.`;
    case 'marks-dropped':
      return $localize`The model cited sources it was not given. Those citations were removed.`;
    case 'reading-doubtful':
      return $localize`The model server reports reading less text than it was sent, so it may have missed some passages. Check the sources.`;
    case 'unknown-marks':
      return $localize`The model cited a source it was not given. The citation mark was left in the text.`;
    case 'content-filter':
      return $localize`The model server’s content filter ended this answer early. Something may be missing.`;
    case 'tool-call':
      return $localize`The model tried to call a tool, which Chat Man doesn’t offer. Something may be missing.`;
    case 'other-model':
      return $localize`The selected model is unavailable, so another one answered. See “Why this answer?” for which one.`;
    case 'remote-model':
      return $localize`The model server forwarded this question to a remote server. Your organisation allows this.`;
    case 'passages-stay-here':
      return $localize`Some matching passages must stay here, so they were not given to the model, which counts as outside your organisation.`;
    case 'history-stays-here':
      return $localize`Earlier answers based on documents that must stay here were not given to the model.`;
    case 'length-limit':
      return $localize`The answer reached the maximum length.`;
    case 'instructions-damaged':
      return $localize`The instructions of this conversation can no longer be opened, so the answer was written without them.`;
    case 'history-damaged':
      return $localize`Earlier messages that can no longer be opened were left out.`;
    case 'history-cut':
      return $localize`This conversation is longer than the model can read, so its beginning was left out.`;
    default:
      return '';
  }
}

/** The heading of an answer that no model wrote; null for others, and when nothing was found. */
export function extractHeading(provenance: Provenance | null): string | null {
  if (provenance?.provider !== 'extractive' || provenance.notices.includes('not-found')) return null;
  const why = reasonForExtract(provenance.notices);
  return provenance.notices.includes('weak-match')
    ? $localize`Related passages that may not answer your question (${why})`
    : $localize`Extract from your documents (${why})`;
}

function reasonForExtract(notices: readonly string[]): string {
  if (notices.includes('model-refused-remote'))
    return $localize`the language model runs on a remote server, and nothing is sent there`;
  return notices.includes('model-unavailable')
    ? $localize`the language model did not answer`
    : $localize`no language model connected`;
}

/** The text under that heading: the API begins it with a line of its own for readers without one. */
export function withoutOpening(content: string, heading: string | null): string {
  return heading === null ? content : content.replace(/^[^\n>]+:\n+(?=>)/, '');
}

/** What a reader must know about an answer that its heading and text do not already say. */
export function noticesOf(provenance: Provenance | null): string[] {
  const said = provenance?.provider === 'extractive' ? ['weak-match', 'not-found', 'model-unavailable'] : [];
  return (provenance?.notices ?? [])
    .filter((notice) => !said.includes(notice))
    .map(noticeWords)
    .filter((words) => words !== '');
}

export function whoWrote(provenance: Provenance): string {
  return provenance.provider === 'extractive'
    ? $localize`No language model: passages quoted word for word`
    : (provenance.model ?? $localize`Unnamed model`);
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
  'this-host': $localize`on this server`,
  organisation: $localize`in your organisation`,
  outside: $localize`counted as outside your organisation`,
};

/** Where the model ran that wrote an answer; null where that was not kept, or no model wrote it. */
export function whereItRan({ provider, place }: Provenance): string | null {
  if (provider === 'extractive' || place === undefined) return null;
  return {
    'this-host': $localize`This server`,
    organisation: $localize`In your organisation`,
    outside: $localize`Counted as outside your organisation`,
  }[place];
}

/** What tells one model from another in a list: its size, how much it can read at once, and where it runs. */
export function modelFacts({ provider, place, sizeBytes, contextTokens }: Omit<Model, 'name'>): string {
  if (provider === 'extractive') return $localize`quotes the best passages · on this server`;
  const window = contextTokens === null ? '' : $localize`reads ${contextTokens.toLocaleString(readerLocale())} tokens`;
  return [sizeBytes === null ? '' : sizeWords(sizeBytes), window, placeOfModel[place]].filter((fact) => fact !== '').join(' · ');
}

/** The line under the composer: where the answer comes from and what is kept. */
export function lockWords(
  model: { name: string; provider: string; place: ProviderPlace } | null,
  keptDays: number | null,
  goesAt: Date | null = null,
): string {
  const from = fromWords(model);
  return $localize`${from} · ${keptWords(keptDays, goesAt)} · encrypted`;
}

function fromWords(model: { name: string; provider: string; place: ProviderPlace } | null): string {
  return model === null || model.provider === 'extractive'
    ? $localize`Quoted from your documents, no model`
    : `${model.name} ${placeOfModel[model.place]}`;
}

/** The same of a conversation that nothing is kept of. */
export function temporaryLockWords(model: Parameters<typeof lockWords>[0]): string {
  const from = fromWords(model);
  return $localize`${from}:where: · temporary, nothing is kept`;
}

function keptWords(keptDays: number | null, goesAt: Date | null): string {
  if (goesAt !== null)
    return $localize`removed on ${goesAt.toLocaleDateString(readerLocale(), { day: 'numeric', month: 'long' })} unless you write again`;
  return keptDays === null ? $localize`kept until you delete it` : $localize`kept ${String(keptDays)} days`;
}

const dayMs = 86_400_000;
/** Days before the removal of a conversation on which its owner is told. */
const warnedDays = 14;

/** When a conversation goes by retention, where that is near; null otherwise. It is kept from its last message on. */
export function removalNear(lastMessageAt: string | undefined, keptDays: number | null, now: Date): Date | null {
  if (lastMessageAt === undefined || keptDays === null) return null;
  const at = new Date(Date.parse(lastMessageAt) + keptDays * dayMs);
  return at.getTime() - now.getTime() < Math.min(warnedDays, keptDays / 2) * dayMs ? at : null;
}

/** Why an answer failed or was cut off, by problem code: what happened, what is safe, what to do. */
export function failureWords(code: string | null): string {
  switch (code) {
    case 'temporary-lost':
      return $localize`The connection was lost. A temporary answer can’t be picked up again: ask once more.`;
    case 'temporary-not-allowed':
      return $localize`Temporary conversations have been turned off here. Start a new conversation to ask this.`;
    case 'model-busy':
      return $localize`The model is busy. Your question is kept; try again in a minute.`;
    case 'model-failed':
      return $localize`The model server reported an error. Your question is kept; try again, or choose another model.`;
    case 'answer-cut':
      return $localize`The connection to the model server was lost. Your question is kept; try again.`;
    case 'answer-interrupted':
      return $localize`Chat Man was stopped while the answer was being written. Your question is kept; try again.`;
    case 'model-unreachable':
    case 'not-a-model-server':
      return $localize`The model server can’t be reached. Your question is kept; try again, or tell an administrator.`;
    case 'model-name-refused':
      return $localize`This model runs on a remote server, and nothing is sent there. Your question is kept; choose another model.`;
    case 'model-not-found':
      return $localize`The selected model wasn’t found. Your question is kept; choose another model and try again.`;
    case 'model-out-of-memory':
      return $localize`The model server doesn’t have enough memory for this model. Your question is kept; choose a smaller model, or tell an administrator.`;
    case 'model-cannot-load':
      return $localize`The model server can’t load this model. Your question is kept; choose another model, or tell an administrator.`;
    case 'answer-empty':
      return $localize`The model returned an empty answer. Your question is kept; try again.`;
    case 'answer-filtered':
      return $localize`The model server’s content filter blocked the answer. Your question is kept; try rephrasing it.`;
    case 'answer-tool-call':
      return $localize`The model tried to call a tool instead of answering. Your question is kept; try again, or choose another model.`;
    case 'answer-malformed':
      return $localize`The model server sent a response Chat Man couldn’t read. Your question is kept; try again, or tell an administrator.`;
    case 'model-refused':
      return $localize`The model server rejected Chat Man’s request. Your question is kept; tell an administrator.`;
    case 'answer-stays-here':
      return $localize`This answer began from documents that must stay here, and the model counts as outside your organisation, so it can’t be continued. Ask the question again instead.`;
    case 'model-timeout':
    case 'model-silent':
      return $localize`The model took too long. Your question is kept; try again.`;
    case 'prompt-too-long':
      return $localize`The question is too long for this model. Your question is kept; shorten it, or choose a model with a larger context.`;
    case 'record-damaged':
      return $localize`The question is damaged and can’t be read, so it can’t be answered. Ask it again.`;
    case 'key-destroyed':
      return $localize`This conversation’s key was destroyed, so nothing can be added to it.`;
    default:
      return $localize`No answer was received. Your question is kept; try again.`;
  }
}

/** What an administrator can do about it; empty if nothing. */
export function cureWords(code: string | null): string {
  switch (code) {
    case 'model-unreachable':
      return $localize`Nothing responds at the model server’s address. Start the server, or correct OLLAMA_BASE_URL, OPENAI_BASE_URL or the baseUrl in the provider’s settings.`;
    case 'not-a-model-server':
      return $localize`The address responds, but not as a model server. Check the host, port and path in OLLAMA_BASE_URL, OPENAI_BASE_URL or the baseUrl in the provider’s settings.`;
    case 'model-refused':
      return $localize`The model server rejects the token or key. Check the file set as tokenFile or keyFile in the provider’s settings.`;
    case 'model-not-found':
      return $localize`Pull this model on the model server, or set model.name to another one.`;
    case 'model-name-refused':
      return $localize`Set model.name to a model that runs here, or allow remote models on the host with provider.allowRemoteModels.`;
    case 'model-out-of-memory':
      return $localize`Choose a smaller model, or lower model.context_tokens.`;
    case 'model-cannot-load':
      return $localize`Pull the model again on the model server, or update the server.`;
    case 'model-failed':
      return $localize`The model server returned an error. See its log for details.`;
    case 'model-timeout':
    case 'model-silent':
      return $localize`Choose a smaller model, or raise chat.firstTokenSeconds and chat.totalSeconds.`;
    case 'answer-malformed':
      return $localize`Check the model server’s version, and whether a proxy changes its responses.`;
    case 'answer-cut':
      return $localize`Check the proxies and timeouts between Chat Man and the model server.`;
    default:
      return '';
  }
}
