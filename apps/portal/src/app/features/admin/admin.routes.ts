import type { Routes } from '@angular/router';
import { permitted } from '../../core/session/session-guards.js';
import { listAndPanel } from '../../shared/lists/list-and-panel.js';
import { firstOpenTo, SectionFrame, type SectionPage } from '../../shared/section-frame.js';

const pages: readonly SectionPage[] = [
  { path: '/admin/users', words: 'People', icon: 'people', permission: 'users:manage' },
  { path: '/admin/backups', words: 'Backups', icon: 'archive', permission: 'backup:read' },
  { path: '/admin/settings', words: 'Settings', icon: 'settings', permission: 'settings:read' },
];

export const adminRoutes: Routes = [
  {
    path: '',
    component: SectionFrame,
    data: { heading: 'Administration', pages },
    children: [
      { path: '', pathMatch: 'full', redirectTo: firstOpenTo(pages) },
      {
        path: 'users',
        canActivate: [permitted('users:manage')],
        children: [
          {
            matcher: listAndPanel,
            title: 'People',
            loadComponent: () => import('./users/users-page.js').then((file) => file.UsersPage),
          },
        ],
      },
      {
        path: 'backups',
        canActivate: [permitted('backup:read')],
        children: [
          {
            matcher: listAndPanel,
            title: 'Backups',
            loadComponent: () => import('./backups/backups-page.js').then((file) => file.BackupsPage),
          },
        ],
      },
      {
        path: 'settings',
        canActivate: [permitted('settings:read')],
        children: [
          {
            matcher: listAndPanel,
            title: 'Settings',
            loadComponent: () => import('./settings/settings-page.js').then((file) => file.SettingsPage),
          },
        ],
      },
    ],
  },
];
