import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '#contracts/common.js';
import type {
  AddGoldenQuestion,
  ChangeGoldenQuestion,
  Evaluation,
  EvaluationQuery,
  EvaluationStarted,
  GoldenQuestion,
  GoldenQuestionsImported,
  StartEvaluation,
} from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditedCall } from '#platform/access/call.js';
import { Clock } from '#platform/clock.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { Ids } from '#platform/ids.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { collectionNotFound, noGoldenQuestions, questionNotFound } from '../rag.errors.js';
import { readerNames } from '../search/visibility.js';
import { EVALUATE } from './evaluate.job.js';
import type { EvaluationRow, GoldenQuestionRow } from './evaluation.entity.js';
import { EvaluationsRepository } from './evaluations.repository.js';

/** Golden questions of collections, and how well they are answered over time. For those who manage a collection. */
@Injectable()
export class EvaluationsService {
  constructor(
    private readonly evaluations: EvaluationsRepository,
    private readonly collections: CollectionsRepository,
    private readonly jobs: TrackedJobs,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async listQuestions(actor: Actor, collectionId: string, query: PageQuery): Promise<Page<GoldenQuestion>> {
    await this.check(actor, collectionId);
    const page = await readPage(query, byId, (after, limit) => this.evaluations.questionsOf(collectionId, { after, limit }));
    return shownPage(page, questionAnswer);
  }

  async addQuestion({ tx, actor }: AuditedCall, collectionId: string, command: AddGoldenQuestion): Promise<GoldenQuestion> {
    if ((await this.collections.holdBeside(tx, readerNames(actor), collectionId)) === null) throw collectionNotFound();
    const row = this.rowOf(actor, collectionId, command);
    await this.evaluations.addQuestions(tx, [row]);
    return questionAnswer(row);
  }

  /** All of them, or none. */
  async importQuestions(
    { tx, actor, audit }: AuditedCall,
    collectionId: string,
    questions: readonly AddGoldenQuestion[],
  ): Promise<GoldenQuestionsImported> {
    if ((await this.collections.holdBeside(tx, readerNames(actor), collectionId)) === null) throw collectionNotFound();
    // Ids of the same millisecond do not ascend by themselves; questions are listed in the order of the file.
    const ids = questions.map(() => this.ids.next()).sort();
    const rows = questions.map((question, at) => ({ ...this.rowOf(actor, collectionId, question), id: ids[at]! }));
    await this.evaluations.addQuestions(tx, rows);
    audit.add({ object: { type: 'collection', id: collectionId }, detail: { questions: questions.length } });
    return { added: questions.length };
  }

  /** @throws Problem `question-not-found` */
  async changeQuestion({ tx, actor, audit }: AuditedCall, id: string, command: ChangeGoldenQuestion): Promise<GoldenQuestion> {
    const before = await this.evaluations.holdQuestion(tx, readerNames(actor), id);
    if (before === null) throw questionNotFound();
    const { question = before.question, documents = before.documents, quote = before.quote } = command;
    const row = { ...before, question, documents: [...new Set(documents)], quote };
    await this.evaluations.changeQuestion(tx, row);
    audit.add({ detail: { collectionId: row.collectionId } });
    return questionAnswer(row);
  }

  async removeQuestion({ tx, actor, audit }: AuditedCall, id: string): Promise<void> {
    const collectionId = await this.evaluations.removeQuestion(tx, readerNames(actor), id);
    if (collectionId === null) throw questionNotFound();
    audit.add({ detail: { collectionId } });
  }

  /** @throws Problem `collection-not-found`, `no-golden-questions` */
  async start({ tx, actor, audit }: AuditedCall, { collection }: StartEvaluation): Promise<EvaluationStarted> {
    if ((await this.collections.holdBeside(tx, readerNames(actor), collection)) === null) throw collectionNotFound();
    if ((await this.evaluations.countQuestions(tx, collection)) === 0) throw noGoldenQuestions();
    audit.add({ object: { type: 'collection', id: collection } });
    const job = { kind: EVALUATE, ownerId: actor.id, scopeId: collection, objectId: collection };
    return { job: { id: await this.jobs.start(tx, job) } };
  }

  async list(actor: Actor, { collection, ...query }: EvaluationQuery): Promise<Page<Evaluation>> {
    await this.check(actor, collection);
    const page = await readPage(query, byId, (after, limit) => this.evaluations.of(collection, { after, limit }));
    return shownPage(page, evaluationAnswer);
  }

  private rowOf(actor: Actor, collectionId: string, command: AddGoldenQuestion): GoldenQuestionRow {
    const { question, documents, quote = null } = command;
    return {
      id: this.ids.next(),
      collectionId,
      question,
      documents: [...new Set(documents)],
      quote,
      createdBy: actor.id,
      createdAt: this.clock.now(),
    };
  }

  private async check(actor: Actor, collectionId: string): Promise<void> {
    if (!(await this.collections.mayRead(readerNames(actor), collectionId))) throw collectionNotFound();
  }
}

function questionAnswer({ id, collectionId, question, documents, quote, createdAt }: GoldenQuestionRow): GoldenQuestion {
  return { id, collectionId, question, documents: [...documents], quote, createdAt: createdAt.toISOString() };
}

function evaluationAnswer({ createdAt, createdBy: _, ...figures }: EvaluationRow): Evaluation {
  return { ...figures, createdAt: createdAt.toISOString() };
}
