import type { Actor } from '#platform/access/actor.js';

/**
 * The operator at a shell of the host, where services ask for an actor: nobody with an account, hence an id that no account has.
 * `OperatorAudit` records what is done in this name as done by the operator.
 */
export const operatorActor: Actor = {
  id: '00000000-0000-0000-0000-000000000000',
  role: 'admin',
  permissions: new Set(),
  mustChangePassword: false,
  restricted: false,
  sessionId: null,
  tokenId: null,
};
