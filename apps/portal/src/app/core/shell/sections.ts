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
  { path: '/chat', words: $localize`Chat`, icon: 'chat', permissions: ['chat:converse'] },
  { path: '/knowledge', words: $localize`Knowledge`, icon: 'book', permissions: ['knowledge:read'] },
  { path: '/my-data', words: $localize`My data`, icon: 'shield', permissions: ['rights:exercise'] },
  {
    path: '/decisions',
    words: $localize`Decisions`,
    icon: 'agree',
    permissions: ['approvals:decide'],
    waits: ['approvals', 'roleRequests'],
  },
  {
    path: '/compliance',
    words: $localize`Compliance`,
    icon: 'proof',
    permissions: ['audit:read', 'rights:handle', 'retention:read'],
  },
  { path: '/monitoring', words: $localize`Monitoring`, icon: 'bell', permissions: ['monitoring:read'], waits: ['alerts'] },
  { path: '/admin', words: $localize`Administration`, icon: 'settings', permissions: ['users:manage', 'backup:read'] },
  { path: '/account', words: $localize`My account`, icon: 'person', permissions: ['account:own'], waits: ['notices'] },
];
