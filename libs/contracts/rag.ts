import * as z from 'zod/mini';
import { Id, PageQuery, Timestamp, lineOfText, pageOf, personText } from './common.js';
import { ProblemDocument } from './problem.js';
import { ProviderId, ProviderPlace } from './chat/provider.js';
import { Role } from './auth/people/roles.js';

/** Who may read a collection: roles, or single users by id. */
export const Readers = z.array(z.union([Role, Id])).check(z.minLength(1), z.maxLength(100));

const Count = z.number().check(z.int(), z.minimum(0));
const CollectionName = lineOfText({ min: 1, max: 100 });
const CollectionDescription = personText({ min: 0, max: 2000 });

export const Collection = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string(),
    /** All of them for those who manage it; for others their own names alone. */
    readers: z.array(z.string()),
    /** Kept by Chat Man itself from `config/knowledge.md`; cannot be changed through the API. */
    builtIn: z.boolean(),
    /** Whether its passages are never sent to a provider outside. */
    staysHere: z.boolean(),
    /** Whether whoever asks may change it and what is in it. */
    isManaged: z.boolean(),
    documents: Count,
    passages: Count,
    /** Bytes of the files of its documents. */
    size: Count,
    /** Documents that are being read, and those that could not be. Both 0 for those who do not manage it. */
    processing: Count,
    failed: Count,
    createdAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'Collection' });
export type Collection = z.infer<typeof Collection>;
export const CollectionPage = pageOf(Collection).register(z.globalRegistry, { id: 'CollectionPage' });
export type CollectionPage = z.infer<typeof CollectionPage>;

/** Whoever makes a collection may read and manage it too, as long as their role manages knowledge. */
export const CreateCollection = z
  .strictObject({
    name: CollectionName,
    description: z._default(CollectionDescription, ''),
    readers: Readers,
    staysHere: z._default(z.boolean(), true),
  })
  .register(z.globalRegistry, { id: 'CreateCollection' });
export type CreateCollection = z.infer<typeof CreateCollection>;

/** Fields that are left out stay as they are. */
export const ChangeCollection = z
  .strictObject({
    name: z.optional(CollectionName),
    description: z.optional(CollectionDescription),
    readers: z.optional(Readers),
    staysHere: z.optional(z.boolean()),
  })
  .check(z.refine((changes) => Object.keys(changes).length > 0, { error: 'says nothing to change' }))
  .register(z.globalRegistry, { id: 'ChangeCollection' });
export type ChangeCollection = z.infer<typeof ChangeCollection>;

/** `processing`: it is being read. `failed`: none of its versions could be read; `problem` says why. */
export const DocumentState = z.enum(['processing', 'ready', 'failed']);
export type DocumentState = z.infer<typeof DocumentState>;

export const DocumentProblem = z.nullable(z.omit(ProblemDocument, { requestId: true }));

export const Document = z
  .object({
    id: Id,
    collectionId: Id,
    title: z.string(),
    state: DocumentState,
    /** Why the newest version could not be taken in; null where it could. */
    problem: DocumentProblem,
    /** From the content of the file, whatever it is called. */
    mediaType: z.string(),
    fileName: z.string(),
    /** Bytes of the source file. */
    size: Count,
    pages: z.nullable(Count),
    chunks: Count,
    /** Number of the version that is found and cited. */
    version: Count,
    /** SHA-256 of its text, in hex; null until it was read. */
    contentHash: z.nullable(z.string()),
    /** `file`: `config/knowledge.md`. `inbox`: a file in the watched folder. */
    source: z.enum(['file', 'upload', 'inbox']),
    createdAt: Timestamp,
    changedAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'Document' });
export type Document = z.infer<typeof Document>;
export const DocumentPage = pageOf(Document).register(z.globalRegistry, { id: 'DocumentPage' });
export type DocumentPage = z.infer<typeof DocumentPage>;

/** One file of an upload: either it is taken in by a job, or refused with a problem. Others go on. */
export const UploadedFile = z.object({
  fileName: z.string(),
  document: z.nullable(z.object({ id: Id, title: z.string(), state: DocumentState })),
  job: z.nullable(z.object({ id: Id })),
  problem: DocumentProblem,
});
export type UploadedFile = z.infer<typeof UploadedFile>;

export const UploadAnswer = z.object({ items: z.array(UploadedFile) }).register(z.globalRegistry, { id: 'UploadAnswer' });
export type UploadAnswer = z.infer<typeof UploadAnswer>;

export const DocumentVersion = z
  .object({
    id: Id,
    number: Count,
    state: z.enum(['processing', 'ready', 'superseded', 'failed']),
    fileName: z.string(),
    mediaType: z.string(),
    size: Count,
    pages: z.nullable(Count),
    chunks: Count,
    contentHash: z.nullable(z.string()),
    createdAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'DocumentVersion' });
export type DocumentVersion = z.infer<typeof DocumentVersion>;
export const DocumentVersionPage = pageOf(DocumentVersion).register(z.globalRegistry, { id: 'DocumentVersionPage' });
export type DocumentVersionPage = z.infer<typeof DocumentVersionPage>;

/** `version`: the one that is in force unless another one is named. */
export const VersionQuery = z.strictObject({ version: z.optional(z.coerce.number().check(z.int(), z.minimum(1))) });
export type VersionQuery = z.infer<typeof VersionQuery>;

/** The text of a version, with the places of its pages and headings (UTF-16 code units). */
export const DocumentContent = z
  .object({
    id: Id,
    title: z.string(),
    mediaType: z.string(),
    version: Count,
    text: z.string(),
    contentHash: z.string(),
    pages: z.array(z.object({ number: Count, start: Count, end: Count })),
    headings: z.array(z.object({ level: Count, title: z.string(), start: Count })),
    /** Whether text was recognised in images: then it may hold mistakes that the original does not. */
    isRecognised: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'DocumentContent' });
export type DocumentContent = z.infer<typeof DocumentContent>;

/** A passage with its place: `start` and `end` are offsets into the stored document text, in UTF-16 code units. */
export const Passage = z
  .object({
    chunkId: Id,
    documentId: Id,
    /** Number of the version that it is from, and whether a newer one has taken its place. */
    version: z.number(),
    isSuperseded: z.boolean(),
    /** Present and true for a file that is attached to the conversation. */
    isAttached: z.optional(z.boolean()),
    title: z.string(),
    page: z.nullable(z.number()),
    heading: z.string(),
    text: z.string(),
    start: z.number(),
    end: z.number(),
    contentHash: z.string(),
    /** Text of the document directly before and after, so that a reader sees the passage in place. */
    before: z.string(),
    after: z.string(),
  })
  .register(z.globalRegistry, { id: 'Passage' });
export type Passage = z.infer<typeof Passage>;

export const SearchKnowledge = z
  .strictObject({
    query: personText({ min: 1, max: 2000 }),
    collections: z.optional(z.array(Id).check(z.maxLength(50))),
    limit: z._default(z.number().check(z.int(), z.minimum(1), z.maximum(50)), 10),
  })
  .register(z.globalRegistry, { id: 'SearchKnowledge' });
export type SearchKnowledge = z.infer<typeof SearchKnowledge>;

/** Why a passage was found: words of the query that it holds, and how near it is in meaning, 0 to 1 (null where that was not compared). */
export const SearchWhy = z.object({ words: z.array(z.string()), meaning: z.nullable(z.number()) });
export type SearchWhy = z.infer<typeof SearchWhy>;

export const SearchHit = z.object({
  chunkId: Id,
  documentId: Id,
  version: z.number(),
  title: z.string(),
  page: z.nullable(z.number()),
  heading: z.string(),
  text: z.string(),
  /** Rank-based, 1 for the best hit; never a raw similarity, which would reveal documents that the reader may not see. */
  score: z.number(),
  why: SearchWhy,
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchHits = z
  .object({
    items: z.array(SearchHit),
    /** Words of the query that no document holds, and the words that were looked for in their place. */
    corrections: z.array(z.object({ word: z.string(), taken: z.array(z.string()) })),
  })
  .register(z.globalRegistry, { id: 'SearchHits' });
export type SearchHits = z.infer<typeof SearchHits>;

/**
 * Whether a quote was found in its source. It does not show that the claim is right. The older names are
 * `verified` (found exactly), `repaired` (found but for spacing, case and punctuation) and `unverified` (not found).
 */
export const QuoteCheck = z.enum(['quote-found', 'quote-found-similar', 'quote-not-found']);
export type QuoteCheck = z.infer<typeof QuoteCheck>;

/** The older words of `QuoteCheck`. They are kept for callers that know them. */
export const QuoteVerdict = z.enum(['verified', 'repaired', 'unverified']);
export type QuoteVerdict = z.infer<typeof QuoteVerdict>;

/** The newer word for a verdict. */
export const checkOf: Readonly<Record<QuoteVerdict, QuoteCheck>> = {
  verified: 'quote-found',
  repaired: 'quote-found-similar',
  unverified: 'quote-not-found',
};

/** A verbatim quote from a chunk, with its place in the document (`start`, `end`: UTF-16 code units). */
export const Citation = z
  .object({
    /** The mark in the answer: 1 for `[1]`. */
    mark: z.number(),
    /**
     * The position of that mark in the answer, in UTF-16 code units. Any other `[1]` in it is text. Missing in older
     * answers.
     */
    places: z.optional(z.array(z.number())),
    documentId: Id,
    /** Number of the version that it was quoted from. Missing in answers from before it was kept. */
    version: z.optional(z.number()),
    chunkId: Id,
    title: z.string(),
    heading: z.string(),
    quote: z.string(),
    start: z.number(),
    end: z.number(),
    page: z.nullable(z.number()),
    /** Missing in answers from before it was there; `verdict` says the same. */
    check: z.optional(QuoteCheck),
    verdict: QuoteVerdict,
  })
  .register(z.globalRegistry, { id: 'Citation' });
export type Citation = z.infer<typeof Citation>;

export const AskKnowledge = z
  .strictObject({ question: personText({ min: 1, max: 4000 }), collections: z.optional(z.array(Id).check(z.maxLength(50))) })
  .register(z.globalRegistry, { id: 'AskKnowledge' });
export type AskKnowledge = z.infer<typeof AskKnowledge>;

/** Where an answer comes from: enough to repeat it and to show an auditor. */
export const Provenance = z
  .object({
    provider: ProviderId,
    /** Where the model ran. Missing in answers from before it was kept. */
    place: z.optional(ProviderPlace),
    model: z.nullable(z.string()),
    digest: z.nullable(z.string()),
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    promptVersion: z.string(),
    passages: z.array(z.object({ chunkId: Id, contentHash: z.string() })),
    /** Passages that only earlier parts of a continued answer were written from. */
    earlier: z.optional(z.array(z.object({ chunkId: Id, contentHash: z.string() }))),
    /** What a reader must know: `no-model`, `model-unavailable`, `sources-cut`, `reading-doubtful`, `history-cut`, `passages-stay-here`, `history-stays-here`, `weak-match`, `not-found`… */
    notices: z.array(z.string()),
  })
  .register(z.globalRegistry, { id: 'Provenance' });
export type Provenance = z.infer<typeof Provenance>;

export const KnowledgeAnswer = z
  .object({ answer: z.string(), citations: z.array(Citation), provenance: Provenance })
  .register(z.globalRegistry, { id: 'KnowledgeAnswer' });
export type KnowledgeAnswer = z.infer<typeof KnowledgeAnswer>;

/**
 * A question whose right answer is known. `documents` answer it, or a passage that holds `quote`; where neither is given, nothing in the
 * collection answers it, and it should be refused.
 */
export const AddGoldenQuestion = z
  .strictObject({
    question: personText({ min: 1, max: 2000 }),
    documents: z._default(z.array(Id).check(z.maxLength(50)), []),
    quote: z.optional(personText({ min: 1, max: 2000 })),
  })
  .register(z.globalRegistry, { id: 'AddGoldenQuestion' });
export type AddGoldenQuestion = z.infer<typeof AddGoldenQuestion>;

/** What is left out stays; null takes the quote away. */
export const ChangeGoldenQuestion = z
  .strictObject({
    question: z.optional(personText({ min: 1, max: 2000 })),
    documents: z.optional(z.array(Id).check(z.maxLength(50))),
    quote: z.optional(z.nullable(personText({ min: 1, max: 2000 }))),
  })
  .check(z.refine((changes) => Object.values(changes).some((value) => value !== undefined), { error: 'says nothing to change' }))
  .register(z.globalRegistry, { id: 'ChangeGoldenQuestion' });
export type ChangeGoldenQuestion = z.infer<typeof ChangeGoldenQuestion>;

/** Either all of them are added, or none. */
export const ImportGoldenQuestions = z
  .strictObject({ questions: z.array(AddGoldenQuestion).check(z.minLength(1), z.maxLength(1000)) })
  .register(z.globalRegistry, { id: 'ImportGoldenQuestions' });
export type ImportGoldenQuestions = z.infer<typeof ImportGoldenQuestions>;

export const GoldenQuestionsImported = z.object({ added: Count }).register(z.globalRegistry, { id: 'GoldenQuestionsImported' });
export type GoldenQuestionsImported = z.infer<typeof GoldenQuestionsImported>;

export const GoldenQuestion = z
  .object({
    id: Id,
    collectionId: Id,
    question: z.string(),
    documents: z.array(z.string()),
    quote: z.nullable(z.string()),
    createdAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'GoldenQuestion' });
export type GoldenQuestion = z.infer<typeof GoldenQuestion>;
export const GoldenQuestionPage = pageOf(GoldenQuestion).register(z.globalRegistry, { id: 'GoldenQuestionPage' });
export type GoldenQuestionPage = z.infer<typeof GoldenQuestionPage>;

export const StartEvaluation = z.strictObject({ collection: Id }).register(z.globalRegistry, { id: 'StartEvaluation' });
export type StartEvaluation = z.infer<typeof StartEvaluation>;

export const EvaluationStarted = z.object({ job: z.object({ id: Id }) }).register(z.globalRegistry, { id: 'EvaluationStarted' });
export type EvaluationStarted = z.infer<typeof EvaluationStarted>;

export const EvaluationQuery = z.extend(PageQuery, { collection: Id });
export type EvaluationQuery = z.infer<typeof EvaluationQuery>;

const Share = z.nullable(z.number().check(z.minimum(0), z.maximum(1)));

/** What came of one golden question. `rank` is that of the first passage that answers it, from 1; null where none of the first ten does. */
export const EvaluatedQuestion = z.object({
  questionId: Id,
  rank: z.nullable(z.number()),
  /** Citations of the answer, and how many of them are right. */
  cited: Count,
  citedRight: Count,
  isRefused: z.boolean(),
});
export type EvaluatedQuestion = z.infer<typeof EvaluatedQuestion>;

/** Shares from 0 to 1; null where no question asks for it. */
export const Evaluation = z
  .object({
    id: Id,
    collectionId: Id,
    questions: Count,
    /** Answerable questions with a right passage among the first ten. */
    recall: Share,
    /** Mean reciprocal rank of the first right passage. */
    mrr: Share,
    /** Citations of answers that are of a right passage. */
    citationPrecision: Share,
    /** Questions that nothing answers, and were refused. */
    refusalRate: Share,
    /** Answerable questions that were refused. */
    wrongRefusalRate: Share,
    detail: z.array(EvaluatedQuestion),
    createdAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'Evaluation' });
export type Evaluation = z.infer<typeof Evaluation>;

/** Newest first. */
export const EvaluationPage = pageOf(Evaluation).register(z.globalRegistry, { id: 'EvaluationPage' });
export type EvaluationPage = z.infer<typeof EvaluationPage>;
