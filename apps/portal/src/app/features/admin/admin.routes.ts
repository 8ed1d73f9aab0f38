import type { Routes } from '@angular/router';
import { permitted } from '../../core/session/session-guards.js';
import { listAndPanel } from '../../shared/lists/list-and-panel.js';
import { SectionFrame, type SectionPage } from '../../shared/pages/section-frame.js';
import { startPage } from './first-steps/start-page.js';

const firstSteps: SectionPage = {
  path: '/admin/first-steps',
  words: 'First steps',
  icon: 'check',
  permission: 'settings:change',
};
const pages: readonly SectionPage[] = [
  firstSteps,
  { path: '/admin/users', words: 'People', icon: 'people', permission: 'users:manage' },
  { path: '/admin/models', words: 'Models', icon: 'chat', permission: 'models:manage' },
  { path: '/admin/backups', words: 'Backups', icon: 'archive', permission: 'backup:read' },
  { path: '/admin/settings', words: 'Settings', icon: 'settings', permission: 'settings:read' },
];

export const adminRoutes: Routes = [
  {
    path: '',
    component: SectionFrame,
    data: { heading: 'Administration', pages },
    children: [
      { path: '', pathMatch: 'full', redirectTo: startPage(pages, firstSteps) },
      {
        path: 'first-steps',
        title: 'First steps',
        canActivate: [permitted('settings:change')],
        loadComponent: () => import('./first-steps/first-steps-page.js').then((file) => file.FirstStepsPage),
      },
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
        path: 'models',
        title: 'Models',
        canActivate: [permitted('models:manage')],
        loadComponent: () => import('./models/models-page.js').then((file) => file.ModelsPage),
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
