import type { Citation, Provenance } from '#contracts/rag.js';

export type Verdict = Citation['verdict'];

/** What the check of a quote means, in a word and in a sentence. */
export const verdictWords: Readonly<Record<Verdict, { readonly word: string; readonly sentence: string }>> = {
  verified: { word: 'Verified', sentence: 'These words stand in the document exactly like this.' },
  repaired: {
    word: 'Matched',
    sentence: 'The document has these words with other spacing, case or punctuation; what you see is the document’s own text.',
  },
  unverified: { word: 'Not found', sentence: 'These words were not found in the document. Do not rely on them.' },
};

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
  const why = provenance.notices.includes('model-unavailable')
    ? 'the language model did not answer'
    : 'no language model connected';
  return provenance.notices.includes('weak-match')
    ? `Related passages, which may not answer your question (${why})`
    : `Extract from your documents (${why})`;
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

/** The line under the composer: where the answer comes from and what is kept. */
export function lockWords(model: { name: string; provider: string } | null, keptDays: number | null): string {
  const from =
    model === null || model.provider === 'extractive' ? 'Quoted from your documents, no model' : `${model.name} on this server`;
  return `${from} · ${keptDays === null ? 'kept until you delete it' : `kept ${String(keptDays)} days`} · sealed`;
}

/** Why an answer failed or broke off, by its problem code: what happened, what is safe, what to do. */
export function failureWords(code: string | null): string {
  switch (code) {
    case 'model-busy':
      return 'All places at the model are taken. Your question is kept; please try again in a minute.';
    case 'model-unreachable':
    case 'not-a-model-server':
      return 'The model server cannot be reached. Your question is kept; please try again, or tell an administrator.';
    case 'model-not-found':
    case 'model-name-refused':
      return 'The chosen model is not there. Your question is kept; please choose another model and try again.';
    case 'model-refused':
      return 'The model server does not accept Chat Man. Your question is kept; an administrator has to look at it.';
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
