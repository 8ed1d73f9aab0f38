import type { Routes } from '@angular/router';
import { SectionFrame, type SectionPage } from '../../shared/pages/section-frame.js';

const pages: readonly SectionPage[] = [
  { path: '/account/profile', words: 'Profile and role', icon: 'person', permission: 'account:own' },
  { path: '/account/instructions', words: 'About me', icon: 'chat', permission: 'chat:converse' },
  { path: '/account/prompts', words: 'Prompts', icon: 'slash', permission: 'chat:converse' },
  { path: '/account/import', words: 'Import', icon: 'upload', permission: 'chat:converse' },
  { path: '/account/security', words: 'Signing in', icon: 'lock', permission: 'account:own' },
  { path: '/account/sessions', words: 'Sessions', icon: 'screen', permission: 'account:own' },
  { path: '/account/tokens', words: 'API tokens', icon: 'key', permission: 'account:own' },
  { path: '/account/notices', words: 'Notices', icon: 'info', permission: 'account:own', waits: 'notices' },
];

export const accountRoutes: Routes = [
  {
    path: '',
    component: SectionFrame,
    data: { heading: 'My account', pages },
    children: [
      // Single sign-on sends people back to `/account`, to have something linked.
      { path: '', pathMatch: 'full', redirectTo: ({ queryParams }) => ('sso' in queryParams ? 'security' : 'profile') },
      {
        path: 'profile',
        title: 'Profile and role',
        loadComponent: () => import('./profile-page.js').then((file) => file.ProfilePage),
      },
      {
        path: 'instructions',
        title: 'About me',
        loadComponent: () => import('./instructions/instructions-page.js').then((file) => file.InstructionsPage),
      },
      {
        path: 'prompts',
        title: 'Prompts',
        loadComponent: () => import('./prompts/prompts-page.js').then((file) => file.PromptsPage),
      },
      {
        path: 'import',
        title: 'Import conversations',
        loadComponent: () => import('./import/import-page.js').then((file) => file.ImportPage),
      },
      {
        path: 'security',
        title: 'Signing in',
        loadComponent: () => import('./security-page.js').then((file) => file.SecurityPage),
      },
      {
        path: 'sessions',
        title: 'Sessions',
        loadComponent: () => import('./sessions/sessions-page.js').then((file) => file.SessionsPage),
      },
      {
        path: 'tokens',
        title: 'API tokens',
        loadComponent: () => import('./tokens/tokens-page.js').then((file) => file.TokensPage),
      },
      {
        path: 'notices',
        title: 'Notices',
        loadComponent: () => import('./notices/notices-page.js').then((file) => file.NoticesPage),
      },
    ],
  },
];
