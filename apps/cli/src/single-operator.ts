import { Problem } from '#platform/http/problem.js';
import { Transactions } from '#platform/database/transactions.js';
import type { Log } from '#platform/logging/log.js';
import { AuditFacade } from '../../api/src/audit/audit.facade.js';
import { SingleOperatorFacade } from '../../api/src/auth/single-operator.facade.js';
import { SingleOperatorModule } from '../../api/src/auth/single-operator.module.js';
import { withAuditLog } from './audit/audit-context.js';
import type { Installation } from './installation/installation.js';
import { print, type OutputOptions } from './output.js';
import { Refusal } from './refusal.js';

/** `chatman single-operator`: one administrator decides alone until there is a second person again; recorded in the log. */
export function appointSingleOperator(username: string, { reason, ...output }: OutputOptions & { readonly reason: string }) {
  return (installation: Installation, log: Log): Promise<number> =>
    withAuditLog(
      installation,
      log,
      async (app) => {
        const audit = app.get(AuditFacade);
        const appointed = await app
          .get(Transactions)
          .run(async (tx) => {
            const done = await app.get(SingleOperatorFacade).appoint(tx, username);
            const event = { actor: null, outcome: 'success', reason } as const;
            for (const id of done.disabled) {
              const object = { type: 'user', id };
              await audit.record(tx, { ...event, action: 'user.disabled', object, subjectId: id, detail: { by: 'operator' } });
            }
            const object = { type: 'user', id: done.id };
            await audit.record(tx, { ...event, action: 'second-person.ended', object, detail: { by: 'operator' } });
            return done;
          })
          .catch((cause: unknown) => {
            throw cause instanceof Problem ? new Refusal(cause.detail) : cause;
          });
        await audit.sign();
        print(
          output,
          appointed,
          `This administrator now decides alone, until someone else can decide again. Other people who could decide are now disabled: ${appointed.disabled.length}.\n`,
        );
        return 0;
      },
      [SingleOperatorModule],
    );
}
