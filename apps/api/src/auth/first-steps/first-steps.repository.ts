import { Injectable } from '@nestjs/common';
import type { ConfirmedFirstStep } from '#contracts/auth/first-steps.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import type { Tx } from '#platform/database/transactions.js';
import { FirstStepNoteRow } from './first-step-note.entity.js';

export interface Confirmation {
  readonly step: ConfirmedFirstStep;
  readonly userId: string;
  readonly at: Date;
}

@Injectable()
export class FirstStepsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** The newest of each step, whoever confirmed it. */
  confirmations(): Promise<Confirmation[]> {
    return this.database.query<Confirmation>(
      `SELECT DISTINCT ON (note) note AS step, user_id AS "userId", noted_at AS at
         FROM auth.first_step_note WHERE note <> 'dismissed' ORDER BY note, noted_at DESC`,
    );
  }

  async isDismissed(userId: string): Promise<boolean> {
    const row = await this.database.one("SELECT FROM auth.first_step_note WHERE user_id = $1 AND note = 'dismissed'", [userId]);
    return row !== null;
  }

  async note(tx: Tx, userId: string, note: FirstStepNoteRow['note'], at: Date): Promise<void> {
    await this.rows.upsert(tx, FirstStepNoteRow, { userId, note, notedAt: at });
  }

  /** Takes back what anybody has confirmed of a step. Answers whether there was anything. */
  async withdraw(tx: Tx, step: ConfirmedFirstStep): Promise<boolean> {
    return (await this.rows.delete(tx, FirstStepNoteRow, { note: step })) > 0;
  }
}
