import { Injectable } from '@nestjs/common';
import type { ApprovalQuery } from '#contracts/approvals.js';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import type { Sealed } from '#sealing/record.js';
import { latestEnd, type ApprovalFacts } from './approval.rules.js';

export interface KeptApproval extends ApprovalFacts {
  readonly id: string;
  readonly action: string;
  readonly parametersHash: Buffer;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly parameters: unknown;
  readonly reason: string;
  readonly identityCheck: string | null;
  readonly decisionReason: string | null;
  /** Whether something of it does not open: then nobody can decide it. */
  readonly isDamaged: boolean;
}

export type NewApproval = Pick<
  KeptApproval,
  | 'id'
  | 'action'
  | 'parametersHash'
  | 'requestedBy'
  | 'beneficiary'
  | 'requestedAt'
  | 'expiresAt'
  | 'parameters'
  | 'reason'
  | 'identityCheck'
>;

type Row = Omit<KeptApproval, 'parameters' | 'reason' | 'identityCheck' | 'decisionReason'> & {
  readonly parameters: Sealed;
  readonly reason: Sealed;
  readonly identityCheck: Sealed | null;
  readonly decisionReason: Sealed | null;
};

const columns = `id, action, parameters_hash AS "parametersHash", requested_by AS "requestedBy", beneficiary, requested_at AS "requestedAt",
  expires_at AS "expiresAt", state, decided_by AS "decidedBy", decided_at AS "decidedAt", parameters, reason,
  identity_check AS "identityCheck", decision_reason AS "decisionReason"`;

@Injectable()
export class ApprovalsRepository {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** The request for exactly this that waits already. Whoever asks for the same at the same moment waits for this transaction. */
  async waiting(tx: Tx, parametersHash: Buffer, now: Date): Promise<KeptApproval | null> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [parametersHash.readBigInt64BE().toString()]);
    const [row]: Row[] = await tx.query(
      `SELECT ${columns} FROM auth.approval WHERE parameters_hash = $1 AND state = 'pending' AND expires_at > $2 AND expires_at <= $3`,
      [parametersHash, now, latestEnd(now)],
    );
    return row ? this.opened(row) : null;
  }

  async byId(id: string): Promise<KeptApproval | null> {
    const row = await this.database.one<Row>(`SELECT ${columns} FROM auth.approval WHERE id = $1`, [id]);
    return row && this.opened(row);
  }

  /** Holds the request until the transaction ends: of decisions at the same moment, the first one wins. */
  async hold(tx: Tx, id: string): Promise<KeptApproval | null> {
    const [row]: Row[] = await tx.query(`SELECT ${columns} FROM auth.approval WHERE id = $1 FOR UPDATE`, [id]);
    return row ? this.opened(row) : null;
  }

  /** In the order that is asked for, after the one with the id `after`. */
  async page(
    { state, sort }: Pick<ApprovalQuery, 'state' | 'sort'>,
    after: string | null,
    limit: number,
    now: Date,
  ): Promise<KeptApproval[]> {
    const [beyond, order] = sort === 'asked' ? ['>', 'ASC'] : ['<', 'DESC'];
    const rows = await this.database.query<Row>(
      `SELECT ${columns} FROM auth.approval
        WHERE ($1::uuid IS NULL OR id ${beyond} $1)
          AND ($2::text IS NULL OR ($2 = 'pending') = (state = 'pending' AND expires_at > $3 AND expires_at <= $5))
        ORDER BY id ${order} LIMIT $4`,
      [after, state ?? null, now, limit, latestEnd(now)],
    );
    return Promise.all(rows.map((row) => this.opened(row)));
  }

  async add(tx: Tx, approval: NewApproval): Promise<void> {
    const sealer = await this.keyring.forSubject(approval.requestedBy, tx);
    await tx.query(
      `INSERT INTO auth.approval (id, action, parameters, reason, parameters_hash, requested_by, beneficiary, requested_at, expires_at, state, identity_check)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending', $10)`,
      [
        approval.id,
        approval.action,
        sealer.seal(place(approval.id, 'parameters'), JSON.stringify(approval.parameters)),
        sealer.seal(place(approval.id, 'reason'), approval.reason),
        approval.parametersHash,
        approval.requestedBy,
        approval.beneficiary,
        approval.requestedAt,
        approval.expiresAt,
        approval.identityCheck === null ? null : sealer.seal(place(approval.id, 'identity_check'), approval.identityCheck),
      ],
    );
  }

  async decide(
    tx: Tx,
    approval: Pick<KeptApproval, 'id' | 'requestedBy'>,
    decision: {
      readonly state: ApprovalFacts['state'];
      readonly by: string | null;
      readonly at: Date;
      readonly reason: string | null;
    },
  ): Promise<void> {
    const sealer = await this.keyring.forSubject(approval.requestedBy, tx);
    const reason = decision.reason === null ? null : sealer.seal(place(approval.id, 'decision_reason'), decision.reason);
    await tx.query('UPDATE auth.approval SET state = $2, decided_by = $3, decided_at = $4, decision_reason = $5 WHERE id = $1', [
      approval.id,
      decision.state,
      decision.by,
      decision.at,
      reason,
    ]);
  }

  private async opened(row: Row): Promise<KeptApproval> {
    const reader = await this.keyring.readerForSubject(row.requestedBy);
    const approval = {
      ...row,
      parameters: reader.read(place(row.id, 'parameters'), row.parameters, (json) => JSON.parse(json) as unknown, null),
      reason: reader.text(place(row.id, 'reason'), row.reason),
      identityCheck: row.identityCheck && reader.text(place(row.id, 'identity_check'), row.identityCheck),
      decisionReason: row.decisionReason && reader.text(place(row.id, 'decision_reason'), row.decisionReason),
    };
    return { ...approval, isDamaged: reader.isDamaged };
  }
}

function place(row: string, column: 'parameters' | 'reason' | 'identity_check' | 'decision_reason') {
  return { table: 'auth.approval', column, row } as const;
}
