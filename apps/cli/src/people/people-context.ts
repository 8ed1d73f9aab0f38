import type { INestApplicationContext } from '@nestjs/common';
import type { Log } from '#platform/logging/log.js';
import type * as z from 'zod/mini';
import { AuditFacade } from '../../../api/src/audit/audit.facade.js';
import { OperatorModule } from '../../../api/src/auth/operator/operator.module.js';
import { withAuditLog } from '../audit/audit-context.js';
import { problemsAsRefusals } from '../backup/problems.js';
import type { Installation } from '../installation/installation.js';
import { Refusal } from '../refusal.js';

export type Command = (installation: Installation, log: Log) => Promise<number>;

/** Accounts and tokens of an installation, whether it is running or not; what is recorded is signed before the command ends. */
export function withPeople(work: (app: INestApplicationContext) => Promise<void>): Command {
  return (installation, log) =>
    withAuditLog(
      installation,
      log,
      async (app) => {
        await problemsAsRefusals(() => work(app));
        await app.get(AuditFacade).sign();
        return 0;
      },
      [OperatorModule],
    );
}

/** What was typed, as the API would take it. */
export function checked<Schema extends z.ZodMiniType>(schema: Schema, typed: unknown): z.output<Schema> {
  const parsed = schema.safeParse(typed);
  if (parsed.success) return parsed.data as z.output<Schema>;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Refusal(`${faults.join('\n')}\nNothing was changed.`);
}
