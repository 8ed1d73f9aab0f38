import type { Routes } from '@angular/router';
import { permitted } from '../../core/session/session-guards.js';
import { listAndPanel } from '../../shared/lists/list-and-panel.js';
import { SectionFrame, type SectionPage } from '../../shared/section-frame.js';

const pages: readonly SectionPage[] = [
  { path: '/admin/users', words: 'People', icon: 'people', permission: 'users:manage' },
  { path: '/admin/settings', words: 'Settings', icon: 'settings', permission: 'settings:read' },
];

export const adminRoutes: Routes = [
  {
    path: '',
    component: SectionFrame,
    data: { heading: 'Administration', pages },
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'users' },
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
        path: 'settings',
        title: 'Settings',
        canActivate: [permitted('settings:read')],
        loadComponent: () => import('./settings/settings-page.js').then((file) => file.SettingsPage),
      },
    ],
  },
];
