import type { Routes } from '@angular/router';
import { permitted } from '../../../core/session/session-guards.js';
import type { SectionPage } from '../../../shared/pages/section-frame.js';
import { dashboardsInEnglish } from './dashboards.en.js';

export const dashboardPages: readonly SectionPage[] = [
  { path: '/monitoring/operations', words: $localize`Operations`, icon: 'screen', permission: 'monitoring:read' },
  { path: '/monitoring/security', words: $localize`Security`, icon: 'shield', permission: 'monitoring:read' },
  { path: '/monitoring/usage', words: $localize`Usage`, icon: 'people', permission: 'monitoring:read' },
  { path: '/monitoring/storage', words: $localize`Storage`, icon: 'archive', permission: 'monitoring:read' },
];

export const dashboardRoutes: Routes = (['operations', 'security', 'usage', 'storage'] as const).map((id) => ({
  path: id,
  title: dashboardsInEnglish[id].heading,
  data: { dashboard: id },
  canActivate: [permitted('monitoring:read')],
  loadComponent: () => import('./dashboard-page.js').then((file) => file.DashboardPage),
}));
