import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Shown, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import type { After } from '../collections/collections.repository.js';
import { MAY_READ, type ReaderNames } from '../search/visibility.js';
import { EvaluationRow, GoldenQuestionRow } from './evaluation.entity.js';

@Injectable()
export class EvaluationsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Golden questions of a collection, oldest first. */
  async questionsOf(collectionId: string, { limit, after }: After): Promise<Shown<GoldenQuestionRow>[]> {
    const stored = await this.database.query<Stored<GoldenQuestionRow>>(
      `SELECT ${columnsOf(GoldenQuestionRow)} FROM rag.golden_question
        WHERE collection_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [collectionId, after, limit],
    );
    return this.rows.shown(GoldenQuestionRow, stored);
  }

  async countQuestions(tx: Tx, collectionId: string): Promise<number> {
    const [{ count }]: [{ count: number }] = await tx.query(
      'SELECT count(*)::int AS count FROM rag.golden_question WHERE collection_id = $1',
      [collectionId],
    );
    return count;
  }

  async addQuestions(tx: Tx, questions: readonly NewRow<GoldenQuestionRow>[]): Promise<void> {
    await this.rows.insertAll(tx, GoldenQuestionRow, questions);
  }

  /** A question that somebody may manage; nobody else changes it until the transaction ends. */
  async holdQuestion(tx: Tx, reader: ReaderNames, id: string): Promise<Shown<GoldenQuestionRow> | null> {
    const [stored]: Stored<GoldenQuestionRow>[] = await tx.query(
      `SELECT ${columnsOf(GoldenQuestionRow, 'q')} FROM rag.golden_question q JOIN rag.collection c ON c.id = q.collection_id
        WHERE q.id = $2 AND ${MAY_READ} FOR UPDATE OF q`,
      [reader, id],
    );
    return this.rows.shownOne(GoldenQuestionRow, stored ?? null);
  }

  async changeQuestion(tx: Tx, { id, collectionId, question, documents, quote }: GoldenQuestionRow): Promise<void> {
    await this.rows.update(tx, GoldenQuestionRow, { id, collectionId }, { question, documents, quote });
  }

  /** The collection of the question that went; null when there was none that somebody may manage. */
  async removeQuestion(tx: Tx, reader: ReaderNames, id: string): Promise<string | null> {
    const [[row]]: [{ collectionId: string }[], number] = await tx.query(
      `DELETE FROM rag.golden_question q USING rag.collection c
        WHERE q.id = $2 AND c.id = q.collection_id AND ${MAY_READ} RETURNING q.collection_id AS "collectionId"`,
      [reader, id],
    );
    return row?.collectionId ?? null;
  }

  async add(tx: Tx, evaluation: NewRow<EvaluationRow>): Promise<void> {
    await this.rows.insert(tx, EvaluationRow, evaluation);
  }

  /** Newest first. */
  async of(collectionId: string, { limit, after }: After): Promise<Shown<EvaluationRow>[]> {
    const stored = await this.database.query<Stored<EvaluationRow>>(
      `SELECT ${columnsOf(EvaluationRow)} FROM rag.evaluation
        WHERE collection_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [collectionId, after, limit],
    );
    return this.rows.shown(EvaluationRow, stored);
  }
}
