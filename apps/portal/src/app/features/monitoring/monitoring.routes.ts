import type { Routes } from '@angular/router';
import { permitted } from '../../core/session/session-guards.js';
import { listAndPanel } from '../../shared/lists/list-and-panel.js';
import { firstOpenTo, SectionFrame, type SectionPage } from '../../shared/pages/section-frame.js';
import { dashboardPages, dashboardRoutes } from './dashboards/dashboards.routes.js';

const pages: readonly SectionPage[] = [
  { path: '/monitoring/alerts', words: $localize`Alerts`, icon: 'bell', permission: 'monitoring:read', waits: 'alerts' },
  { path: '/monitoring/health', words: $localize`Health`, icon: 'check', permission: 'monitoring:read' },
];

export const monitoringRoutes: Routes = [
  {
    path: '',
    component: SectionFrame,
    data: { heading: $localize`Monitoring`, pages: [...pages, ...dashboardPages] },
    children: [
      { path: '', pathMatch: 'full', redirectTo: firstOpenTo(pages) },
      ...dashboardRoutes,
      {
        path: 'alerts',
        canActivate: [permitted('monitoring:read')],
        children: [
          {
            matcher: listAndPanel,
            title: $localize`Alerts`,
            loadComponent: () => import('./alerts/alerts-page.js').then((file) => file.AlertsPage),
          },
        ],
      },
      {
        path: 'health',
        title: $localize`Health`,
        canActivate: [permitted('monitoring:read')],
        loadComponent: () => import('./health/health-page.js').then((file) => file.HealthPage),
      },
    ],
  },
];
