import type { Routes } from '@angular/router';
import { SectionFrame, type SectionPage } from '../../shared/pages/section-frame.js';

const pages: readonly SectionPage[] = [
  { path: '/account/profile', words: $localize`Profile and role`, icon: 'person', permission: 'account:own' },
  { path: '/account/instructions', words: $localize`About me`, icon: 'chat', permission: 'chat:converse' },
  { path: '/account/prompts', words: $localize`Prompts`, icon: 'slash', permission: 'chat:converse' },
  { path: '/account/import', words: $localize`Import`, icon: 'upload', permission: 'chat:converse' },
  { path: '/account/security', words: $localize`Signing in`, icon: 'lock', permission: 'account:own' },
  { path: '/account/sessions', words: $localize`Sessions`, icon: 'screen', permission: 'account:own' },
  { path: '/account/tokens', words: $localize`API tokens`, icon: 'key', permission: 'account:own' },
  { path: '/account/notices', words: $localize`Notices`, icon: 'info', permission: 'account:own', waits: 'notices' },
];

export const accountRoutes: Routes = [
  {
    path: '',
    component: SectionFrame,
    data: { heading: $localize`My account`, pages },
    children: [
      // Single sign-on sends people back to `/account`, to have something linked.
      { path: '', pathMatch: 'full', redirectTo: ({ queryParams }) => ('sso' in queryParams ? 'security' : 'profile') },
      {
        path: 'profile',
        title: $localize`Profile and role`,
        loadComponent: () => import('./profile-page.js').then((file) => file.ProfilePage),
      },
      {
        path: 'instructions',
        title: $localize`About me`,
        loadComponent: () => import('./instructions/instructions-page.js').then((file) => file.InstructionsPage),
      },
      {
        path: 'prompts',
        title: $localize`Prompts`,
        loadComponent: () => import('./prompts/prompts-page.js').then((file) => file.PromptsPage),
      },
      {
        path: 'import',
        title: $localize`Import conversations`,
        loadComponent: () => import('./import/import-page.js').then((file) => file.ImportPage),
      },
      {
        path: 'security',
        title: $localize`Signing in`,
        loadComponent: () => import('./security-page.js').then((file) => file.SecurityPage),
      },
      {
        path: 'sessions',
        title: $localize`Sessions`,
        loadComponent: () => import('./sessions/sessions-page.js').then((file) => file.SessionsPage),
      },
      {
        path: 'tokens',
        title: $localize`API tokens`,
        loadComponent: () => import('./tokens/tokens-page.js').then((file) => file.TokensPage),
      },
      {
        path: 'notices',
        title: $localize`Notices`,
        loadComponent: () => import('./notices/notices-page.js').then((file) => file.NoticesPage),
      },
    ],
  },
];
