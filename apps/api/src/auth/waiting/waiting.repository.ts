import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Waiting } from '#contracts/auth/waiting.js';
import type { Actor } from '#platform/access/actor.js';
import { Database } from '#platform/database/database.js';
import { OPEN_ALERTS, type OpenAlerts } from '#platform/monitoring/open-alerts.js';
import { latestEnd } from '../approvals/approval.rules.js';

@Injectable()
export class WaitingRepository {
  constructor(
    private readonly database: Database,
    @Optional() @Inject(OPEN_ALERTS) private readonly alerts: OpenAlerts | null = null,
  ) {}

  /**
   * The rule of `decisionFault` in SQL: requester and beneficiary have no say. A role request that one administrator approved waits as an
   * approval, and is counted there.
   */
  async count({ id, permissions }: Pick<Actor, 'id' | 'permissions'>, now: Date): Promise<Waiting> {
    const [row, alerts] = await Promise.all([
      this.database.one<Omit<Waiting, 'alerts'>>(
        `SELECT (SELECT count(*)::int FROM auth.notice WHERE user_id = $1 AND read_at IS NULL) AS notices,
              (SELECT count(*)::int FROM auth.approval
                WHERE $2 AND state = 'pending' AND expires_at > $4 AND expires_at <= $5 AND requested_by <> $1 AND beneficiary IS DISTINCT FROM $1) AS approvals,
              (SELECT count(*)::int FROM auth.role_request r
                WHERE $3 AND r.state = 'pending' AND r.user_id <> $1
                  AND NOT EXISTS (SELECT FROM auth.approval a
                                   WHERE a.state = 'pending' AND a.expires_at > $4 AND a.expires_at <= $5
                                     AND a.action = 'role.grant' AND a.beneficiary = r.user_id)) AS "roleRequests"`,
        [id, permissions.has('approvals:decide'), permissions.has('roles:decide'), now, latestEnd(now)],
      ),
      permissions.has('alerts:acknowledge') ? this.alerts?.countOpen() : undefined,
    ]);
    return { ...row!, alerts: alerts ?? 0 };
  }
}
