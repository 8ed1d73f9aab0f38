import type { DataAccess } from '#contracts/dsr.js';
import { Role, roleWords } from '#contracts/auth/people/roles.js';

const classes: Readonly<Record<string, string>> = {
  content: 'Conversations and content',
  account: 'Account',
  security: 'Signing in and protection',
  knowledge: 'Knowledge',
  operation: 'Operation',
};

export function className(dataClass: string): string {
  return classes[dataClass] ?? 'Other';
}

/** Who did what: by name for colleagues, by role for everybody else. */
export function accessWords({ action, role, person }: DataAccess): string {
  const known = Role.safeParse(role);
  const inRole = known.success ? `Somebody in the role ${roleWords[known.data]}` : 'Chat Man';
  return `${person?.displayName ?? person?.username ?? inRole}: ${actionWords(action)}`;
}

/** `user.role-changed`: user, role changed. */
function actionWords(action: string): string {
  return (deeds[action] ?? action.replace('.', ' ').replaceAll('-', ' ')).toLowerCase();
}

const deeds: Readonly<Record<string, string>> = {
  'user.viewed': 'looked at your account',
  'user.created': 'made your account',
  'user.role-changed': 'changed your role',
  'user.disabled': 'disabled your account',
  'user.enabled': 'enabled your account',
  'user.renamed': 'changed your name',
  'user.reset-link-made': 'made a link for a new password',
  'user.sessions-ended': 'ended your sessions',
  'rights-request.made': 'recorded a request for you',
  'rights-request.viewed': 'read a request of yours',
  'rights-request.identity-confirmed': 'confirmed your identity',
  'rights-request.approved': 'approved a request of yours',
  'rights-request.refused': 'refused a request of yours',
  'rights-request.extended': 'extended the period of a request of yours',
  'rights-request.completed': 'completed a request of yours',
};
