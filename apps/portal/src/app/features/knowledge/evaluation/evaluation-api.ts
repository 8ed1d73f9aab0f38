import { Service, inject } from '@angular/core';
import { Job } from '#contracts/jobs.js';
import {
  DocumentPage,
  EvaluationPage,
  EvaluationStarted,
  GoldenQuestion,
  GoldenQuestionPage,
  GoldenQuestionsImported,
  type AddGoldenQuestion,
  type ChangeGoldenQuestion,
  type Document,
  type Evaluation,
} from '#contracts/rag.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** How many evaluations are drawn. */
const shownEvaluations = 30;

/** The calls about golden questions and evaluations of a collection. */
@Service()
export class EvaluationApi {
  private readonly api = inject(PortalApi);

  questions(collectionId: string, cursor: string | null): Promise<GoldenQuestionPage> {
    const query = new URLSearchParams({ limit: '100', ...(cursor === null ? {} : { cursor }) });
    return this.api.read(`/rag/collections/${collectionId}/questions?${query.toString()}`, GoldenQuestionPage);
  }

  add(collectionId: string, question: AddGoldenQuestion): Promise<GoldenQuestion> {
    const call = { method: 'POST', body: question, once: true } as const;
    return this.api.read(`/rag/collections/${collectionId}/questions`, GoldenQuestion, call);
  }

  change(id: string, changes: ChangeGoldenQuestion): Promise<GoldenQuestion> {
    return this.api.read(`/rag/questions/${id}`, GoldenQuestion, { method: 'PATCH', body: changes, once: true });
  }

  remove(id: string): Promise<void> {
    return this.api.tell(`/rag/questions/${id}`, { method: 'DELETE' });
  }

  async import(collectionId: string, questions: readonly AddGoldenQuestion[]): Promise<number> {
    const call = { method: 'POST', body: { questions }, once: true } as const;
    return (await this.api.read(`/rag/collections/${collectionId}/questions/import`, GoldenQuestionsImported, call)).added;
  }

  /** Newest first. */
  async evaluations(collectionId: string, signal?: AbortSignal): Promise<readonly Evaluation[]> {
    const query = new URLSearchParams({ collection: collectionId, limit: String(shownEvaluations) });
    return (await this.api.read(`/rag/evaluations?${query.toString()}`, EvaluationPage, signal ? { signal } : {})).items;
  }

  /** The id of the job. */
  async start(collectionId: string): Promise<string> {
    const call = { method: 'POST', body: { collection: collectionId }, once: true } as const;
    return (await this.api.read('/rag/evaluations', EvaluationStarted, call)).job.id;
  }

  job(id: string): Promise<Job> {
    return this.api.read(`/jobs/${id}`, Job, { background: true });
  }

  /** The documents that a question may name: the first two hundred. */
  async documents(collectionId: string, signal?: AbortSignal): Promise<readonly Document[]> {
    const path = `/rag/collections/${collectionId}/documents?limit=200`;
    return (await this.api.read(path, DocumentPage, signal ? { signal } : {})).items;
  }
}
