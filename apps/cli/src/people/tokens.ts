import { ActOnUser } from '#contracts/auth/people/users.js';
import { Id } from '#contracts/common.js';
import { OperatorTokensFacade } from '../../../api/src/auth/operator/operator-tokens.facade.js';
import { print, type OutputOptions } from '../output.js';
import { Refusal } from '../refusal.js';
import { checked, withPeople, type Command } from './people-context.js';

/** `chatman tokens list` */
export function listTokens({ user, ...output }: OutputOptions & { readonly user?: string }): Command {
  return withPeople(async (app) => {
    const tokens = await app.get(OperatorTokensFacade).list(user);
    const lines = tokens.map(({ id, username, scopes, expiresAt, lastUsedAt }) => {
      const used = lastUsedAt === null ? 'never used' : `used ${lastUsedAt}`;
      return `${[id, username ?? 'a former user', `expires ${expiresAt}`, used, scopes.join(' ')].join('  ')}\n`;
    });
    print(output, tokens, lines.length === 0 ? 'There are no API tokens that work.\n' : lines.join(''));
  });
}

/** `chatman tokens revoke [ids…]`: of one person all, or some by their ids. */
export function revokeTokens(
  ids: readonly string[],
  { user, reason, ...output }: OutputOptions & { readonly user?: string; readonly reason: string },
): Command {
  checked(ActOnUser, { reason });
  if ((user === undefined) === (ids.length === 0))
    throw new Refusal('Expected either ids of tokens, as `chatman tokens list` shows them, or --user. Nothing was revoked.');
  for (const id of ids)
    if (!Id.safeParse(id).success)
      throw new Refusal(`Expected the id of a token, as shown by \`chatman tokens list\`, found ${id}. Nothing was revoked.`);
  return withPeople(async (app) => {
    const tokens = app.get(OperatorTokensFacade);
    let revoked = 0;
    if (user !== undefined) revoked = (await tokens.revokeAllOf(user, reason)).revoked;
    for (const id of ids) revoked += (await tokens.revoke(id, reason)).revoked;
    print(output, { revoked }, `${revoked} revoked. Their owners were notified.\n`);
  });
}
