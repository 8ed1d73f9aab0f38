import type { DataAccess } from '#contracts/dsr.js';
import { Role } from '#contracts/auth/people/roles.js';
import { roleWords } from '../../../shared/text/role-words.rules.js';

const classes: Readonly<Record<string, string>> = {
  content: $localize`Conversations and content`,
  account: $localize`Account`,
  security: $localize`Signing in and protection`,
  knowledge: $localize`Knowledge`,
  operation: $localize`Operation`,
};

export function className(dataClass: string): string {
  return classes[dataClass] ?? $localize`Other`;
}

/** Who did what: by name for colleagues, by role for everybody else. */
export function accessWords({ action, role, person }: DataAccess): string {
  const known = Role.safeParse(role);
  const inRole = known.success ? $localize`Somebody in the role ${roleWords[known.data]}` : 'Chat Man';
  return `${person?.displayName ?? person?.username ?? inRole}: ${actionWords(action)}`;
}

/** `user.role-changed`: user, role changed. */
function actionWords(action: string): string {
  return (deeds[action] ?? action.replace('.', ' ').replaceAll('-', ' ')).toLowerCase();
}

const deeds: Readonly<Record<string, string>> = {
  'user.viewed': $localize`looked at your account`,
  'user.created': $localize`made your account`,
  'user.role-changed': $localize`changed your role`,
  'user.disabled': $localize`disabled your account`,
  'user.enabled': $localize`enabled your account`,
  'user.dormant': $localize`announced that your account would be disabled`,
  'access-review.confirmed': $localize`confirmed your access in a review`,
  'access-review.withdrawn': $localize`withdrew access of yours in a review`,
  'user.renamed': $localize`changed your name`,
  'user.reset-link-made': $localize`made a link for a new password`,
  'user.sessions-ended': $localize`ended your sessions`,
  'rights-request.made': $localize`recorded a request for you`,
  'rights-request.viewed': $localize`read a request of yours`,
  'rights-request.identity-confirmed': $localize`confirmed your identity`,
  'rights-request.approved': $localize`approved a request of yours`,
  'rights-request.refused': $localize`refused a request of yours`,
  'rights-request.extended': $localize`extended the period of a request of yours`,
  'rights-request.completed': $localize`completed a request of yours`,
};
