import type { Routes } from '@angular/router';
import { permitted } from '../../core/session/session-guards.js';
import { listAndPanel } from '../../shared/lists/list-and-panel.js';
import { SectionFrame, type SectionPage } from '../../shared/section-frame.js';

const pages: readonly SectionPage[] = [
  { path: '/compliance/audit', words: 'Audit log', icon: 'proof', permission: 'audit:read' },
];

export const complianceRoutes: Routes = [
  {
    path: '',
    component: SectionFrame,
    data: { heading: 'Compliance', pages },
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'audit' },
      {
        path: 'audit',
        canActivate: [permitted('audit:read')],
        children: [
          {
            matcher: listAndPanel,
            title: 'Audit log',
            loadComponent: () => import('./audit-page.js').then((file) => file.AuditPage),
          },
        ],
      },
    ],
  },
];
