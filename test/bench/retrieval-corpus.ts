import { ENGLISH_STOP_WORDS } from '#retrieval/text/stop-words.js';

/**
 * Text with the statistics that matter to an index, made from a seed: word frequencies after Zipf's law (exponent 1), a vocabulary that keeps
 * growing with the collection, documents with words of their own, and almost half of all words stop words, as in English.
 */
export interface SyntheticDocument {
  readonly passages: readonly string[];
}

export interface SyntheticCorpus {
  readonly documents: readonly SyntheticDocument[];
  readonly questions: readonly string[];
}

export interface CorpusSize {
  readonly passages: number;
  readonly passagesPerDocument: number;
  readonly questions: number;
  readonly seed: number;
}

const WORDS_PER_PASSAGE = 150;
const STOP_WORD_SHARE = 0.42;
const TOPIC_SHARE = 0.3;
const TOPIC_WORDS = 60;
const VOCABULARY = 200_000;
const HEAD = 50;
const SYLLABLES = [
  'ba',
  'co',
  'di',
  'fu',
  'ge',
  'ha',
  'ki',
  'lo',
  'mu',
  'ne',
  'pa',
  'qui',
  'ro',
  'su',
  'ta',
  'ver',
  'wo',
  'xan',
  'yl',
  'zem',
];

export function makeCorpus(size: CorpusSize): SyntheticCorpus {
  const random = generator(size.seed);
  const drawRank = zipf(VOCABULARY, random);
  const stops = [...ENGLISH_STOP_WORDS];
  const words = Array.from({ length: VOCABULARY }, (_, rank) => wordOfRank(rank));
  const word = (rank: number): string => words[rank] ?? '';

  const documents = Array.from({ length: Math.ceil(size.passages / size.passagesPerDocument) }, () => {
    const topic = Array.from({ length: TOPIC_WORDS }, () =>
      Math.min(VOCABULARY - 1, 50 + Math.floor(random() ** 3 * VOCABULARY * 0.5)),
    );
    const next = (): string => {
      const choice = random();
      if (choice < STOP_WORD_SHARE) return stops[Math.floor(random() ** 2 * stops.length)] ?? 'the';
      if (choice < STOP_WORD_SHARE + TOPIC_SHARE * (1 - STOP_WORD_SHARE))
        return word(topic[Math.floor(random() ** 2 * TOPIC_WORDS)] ?? 0);
      return word(drawRank());
    };
    return {
      passages: Array.from({ length: size.passagesPerDocument }, () =>
        sentences(Array.from({ length: WORDS_PER_PASSAGE }, next)),
      ),
    };
  });
  return { documents, questions: Array.from({ length: size.questions }, () => questionAbout(documents, random)) };
}

/** Two short runs of words from one passage and a few single ones, as people repeat what they half remember. */
function questionAbout(documents: readonly SyntheticDocument[], random: () => number): string {
  const document = documents[Math.floor(random() * documents.length)];
  const passage = document?.passages[Math.floor(random() * document.passages.length)] ?? '';
  const words = passage.replace(/[.,]/gu, '').toLowerCase().split(' ');
  const run = (length: number): string => {
    const from = Math.floor(random() * (words.length - length));
    return words.slice(from, from + length).join(' ');
  };
  return `What is the ${run(4)} of ${run(3)} and ${run(1)} when ${run(1)}?`;
}

function sentences(words: readonly string[]): string {
  let text = '';
  words.forEach((word, at) => {
    const starts = at % 15 === 0;
    text += starts ? `${at === 0 ? '' : '. '}${word.charAt(0).toUpperCase()}${word.slice(1)}` : ` ${word}`;
  });
  return `${text}.`;
}

/** A pronounceable word of its own for each rank; frequent words are short. */
function wordOfRank(rank: number): string {
  let word = '';
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length] ?? '';
  return word;
}

/** Ranks with probability proportional to 1 / (rank + HEAD): the head of the distribution is stop words, which are drawn separately. */
function zipf(size: number, random: () => number): () => number {
  const span = Math.log((size + HEAD) / HEAD);
  return () => Math.min(size - 1, Math.floor(HEAD * Math.exp(random() * span) - HEAD));
}

/** Mulberry32: small, fast, the same on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
