/**
 * Every action that the audit log knows, `object.verb-in-the-past`. The log's readers filter by these, so a name never changes its
 * meaning; a new act gets a new name.
 */
export const auditActions = [
  'system.started',
  'system.stopped',
  'access.denied',
  'setup.completed',
  'session.started',
  'session.refused',
  'session.ended',
  'user.registered',
  'password.changed',
  'conversation.started',
  'conversation.changed',
  'conversation.deleted',
  'message.sent',
  'message.regenerated',
  'generation.continued',
  'generation.stopped',
  'generation.finished',
  'feedback.given',
  'knowledge.ingested',
  'knowledge.searched',
  'knowledge.asked',
  'settings.changed',
  'key.created',
  'key.destroyed',
  'master-password.changed',
] as const;

export type AuditAction = (typeof auditActions)[number];
