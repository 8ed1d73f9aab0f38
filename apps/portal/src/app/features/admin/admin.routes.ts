import type { Routes } from '@angular/router';
import { permitted } from '../../core/session/session-guards.js';
import { listAndPanel } from '../../shared/lists/list-and-panel.js';
import { SectionFrame, type SectionPage } from '../../shared/pages/section-frame.js';
import { startPage } from './first-steps/start-page.js';

const firstSteps: SectionPage = {
  path: '/admin/first-steps',
  words: $localize`First steps`,
  icon: 'check',
  permission: 'settings:change',
};
const pages: readonly SectionPage[] = [
  firstSteps,
  { path: '/admin/users', words: $localize`People`, icon: 'people', permission: 'users:manage' },
  { path: '/admin/models', words: $localize`Models`, icon: 'chat', permission: 'models:manage' },
  { path: '/admin/backups', words: $localize`Backups`, icon: 'archive', permission: 'backup:read' },
  { path: '/admin/settings', words: $localize`Settings`, icon: 'settings', permission: 'settings:read' },
];

export const adminRoutes: Routes = [
  {
    path: '',
    component: SectionFrame,
    data: { heading: $localize`Administration`, pages },
    children: [
      { path: '', pathMatch: 'full', redirectTo: startPage(pages, firstSteps) },
      {
        path: 'first-steps',
        title: $localize`First steps`,
        canActivate: [permitted('settings:change')],
        loadComponent: () => import('./first-steps/first-steps-page.js').then((file) => file.FirstStepsPage),
      },
      {
        path: 'users',
        canActivate: [permitted('users:manage')],
        children: [
          {
            matcher: listAndPanel,
            title: $localize`People`,
            loadComponent: () => import('./users/users-page.js').then((file) => file.UsersPage),
          },
        ],
      },
      {
        path: 'models',
        title: $localize`Models`,
        canActivate: [permitted('models:manage')],
        loadComponent: () => import('./models/models-page.js').then((file) => file.ModelsPage),
      },
      {
        path: 'backups',
        canActivate: [permitted('backup:read')],
        children: [
          {
            matcher: listAndPanel,
            title: $localize`Backups`,
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
            title: $localize`Settings`,
            loadComponent: () => import('./settings/settings-page.js').then((file) => file.SettingsPage),
          },
        ],
      },
    ],
  },
];
