import type { Permission } from '#contracts/auth/people/roles.js';
import type { Waiting } from '#contracts/auth/waiting.js';
import type { IconName } from '../../shared/icon.js';

export interface Section {
  readonly path: string;
  readonly words: string;
  readonly icon: IconName;
  /** Any of them opens the section: each of its pages requires its own. */
  readonly permissions: readonly Permission[];
  /** Which of its items wait for the person. */
  readonly waits?: readonly (keyof Waiting)[];
}

/** The sections of the portal; what a role may not see is not shown. */
export const sections: readonly Section[] = [
  { path: '/chat', words: 'Chat', icon: 'chat', permissions: ['chat:converse'] },
  { path: '/knowledge', words: 'Knowledge', icon: 'book', permissions: ['knowledge:read'] },
  { path: '/my-data', words: 'My data', icon: 'shield', permissions: ['rights:exercise'] },
  {
    path: '/decisions',
    words: 'Decisions',
    icon: 'agree',
    permissions: ['approvals:decide'],
    waits: ['approvals', 'roleRequests'],
  },
  { path: '/compliance', words: 'Compliance', icon: 'proof', permissions: ['audit:read', 'rights:handle', 'retention:read'] },
  { path: '/monitoring', words: 'Monitoring', icon: 'bell', permissions: ['monitoring:read'], waits: ['alerts'] },
  { path: '/admin', words: 'Administration', icon: 'settings', permissions: ['users:manage', 'backup:read'] },
  { path: '/account', words: 'My account', icon: 'person', permissions: ['account:own'], waits: ['notices'] },
];
