import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EvaluatedQuestion } from '#contracts/rag.js';
import { Role } from '#contracts/auth/people/roles.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import type { JobRun } from '#platform/jobs/tracked/job-kinds.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { collectionNotFound } from '../rag.errors.js';
import { AnswerService } from '../search/answer.service.js';
import { RetrievalService, type Asker } from '../search/retrieval.service.js';
import { readerNames } from '../search/visibility.js';
import type { GoldenQuestionRow } from './evaluation.entity.js';
import { evaluated, figuresOf, isAnswerable, lookedAt } from './evaluation.rules.js';
import { EvaluationsRepository } from './evaluations.repository.js';

export const EVALUATE = 'knowledge.evaluate';

/** Questions asked in one evaluation. */
const mostQuestions = 1_000;

/** Asks the golden questions of a collection as its readers would, without a model, and keeps the figures. */
@Injectable()
export class EvaluateJob implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: TrackedJobs,
    private readonly evaluations: EvaluationsRepository,
    private readonly collections: CollectionsRepository,
    private readonly retrieval: RetrievalService,
    private readonly answers: AnswerService,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: EVALUATE,
      permission: 'knowledge:manage',
      scopesOf: (actor) => this.collections.idsVisibleTo(readerNames(actor)),
      handle: (run) => this.evaluate(run),
    });
  }

  private async evaluate(run: JobRun): Promise<void> {
    const collectionId = run.scopeId!;
    const reader = await this.readerOf(collectionId);
    const questions = await this.evaluations.questionsOf(collectionId, { limit: mostQuestions, after: null });
    const all: EvaluatedQuestion[] = [];
    for (const question of questions) {
      await run.progress({ message: 'Asking', done: all.length, total: questions.length, unit: 'questions' });
      if (!question.isDamaged) all.push(await this.ask(reader, collectionId, question));
    }
    const figures = figuresOf(all, new Set(questions.filter(isAnswerable).map(({ id }) => id)));
    await this.transactions.run(async (tx) => {
      const id = this.ids.next();
      const about = { id, collectionId, questions: all.length, detail: all, createdBy: run.ownerId, createdAt: this.clock.now() };
      await this.evaluations.add(tx, { ...about, ...figures });
      await run.complete(tx, { evaluationId: id, questions: all.length });
    });
  }

  private async ask(reader: Asker, collectionId: string, question: GoldenQuestionRow): Promise<EvaluatedQuestion> {
    const request = { question: question.question, collections: [collectionId], limit: lookedAt };
    const found = await this.retrieval.passagesFor(reader, request);
    const { citations, verdict } = this.answers.answer(question.question, found);
    const cited = citations.map(({ chunkId }) => chunkId);
    return evaluated(question.id, question, found, { cited, isRefused: verdict === 'not-found' });
  }

  /** Somebody who may read the collection: figures do not depend on who asked for them. */
  private async readerOf(collectionId: string): Promise<Asker> {
    const [name] = await this.collections.readersOf(collectionId);
    if (name === undefined) throw collectionNotFound();
    const role = Role.safeParse(name);
    return { id: role.success ? collectionId : name, role: role.data ?? 'external_client', permissions: new Set() };
  }
}
