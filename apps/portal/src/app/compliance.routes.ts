import type { Routes } from '@angular/router';
import { permitted } from './core/session/session-guards.js';
import { listAndPanel } from './shared/lists/list-and-panel.js';
import { firstOpenTo, SectionFrame, type SectionPage } from './shared/pages/section-frame.js';

const pages: readonly SectionPage[] = [
  { path: '/compliance/audit', words: $localize`Audit log`, icon: 'proof', permission: 'audit:read' },
  { path: '/compliance/requests', words: $localize`Requests`, icon: 'person', permission: 'rights:handle' },
  { path: '/compliance/incidents', words: $localize`Incidents`, icon: 'warn', permission: 'incidents:handle' },
  { path: '/compliance/access-reviews', words: $localize`Access reviews`, icon: 'agree', permission: 'access:review' },
  { path: '/compliance/retention', words: $localize`Retention`, icon: 'clock', permission: 'retention:read' },
  { path: '/compliance/holds', words: $localize`Legal holds`, icon: 'lock', permission: 'retention:read' },
  { path: '/compliance/kept-events', words: $localize`Kept events`, icon: 'archive', permission: 'retention:read' },
  { path: '/compliance/evidence', words: $localize`Evidence`, icon: 'folder', permission: 'audit:read' },
];

/** What officers answer for: several features, one section. */
export const complianceRoutes: Routes = [
  {
    path: '',
    component: SectionFrame,
    data: { heading: $localize`Compliance`, pages },
    children: [
      { path: '', pathMatch: 'full', redirectTo: firstOpenTo(pages) },
      {
        path: 'audit',
        canActivate: [permitted('audit:read')],
        children: [
          {
            matcher: listAndPanel,
            title: $localize`Audit log`,
            loadComponent: () => import('./features/audit/audit-page.js').then((file) => file.AuditPage),
          },
        ],
      },
      {
        path: 'requests',
        canActivate: [permitted('rights:handle')],
        children: [
          {
            matcher: listAndPanel,
            title: $localize`Requests`,
            loadComponent: () => import('./features/rights/queue/requests-page.js').then((file) => file.RequestsPage),
          },
        ],
      },
      {
        path: 'incidents',
        canActivate: [permitted('incidents:handle')],
        children: [
          {
            matcher: listAndPanel,
            title: $localize`Incidents`,
            loadComponent: () => import('./features/incidents/incidents-page.js').then((file) => file.IncidentsPage),
          },
        ],
      },
      {
        path: 'access-reviews',
        title: $localize`Access reviews`,
        canActivate: [permitted('access:review')],
        loadComponent: () => import('./features/access-reviews/access-reviews-page.js').then((file) => file.AccessReviewsPage),
      },
      {
        path: 'access-reviews/:id',
        title: $localize`Access review`,
        canActivate: [permitted('access:review')],
        loadComponent: () => import('./features/access-reviews/access-review-page.js').then((file) => file.AccessReviewPage),
      },
      {
        path: 'retention',
        title: $localize`Retention`,
        canActivate: [permitted('retention:read')],
        loadComponent: () => import('./features/audit/retention/retention-page.js').then((file) => file.RetentionPage),
      },
      {
        path: 'holds',
        title: $localize`Legal holds`,
        canActivate: [permitted('retention:read')],
        loadComponent: () => import('./features/audit/holds/holds-page.js').then((file) => file.HoldsPage),
      },
      {
        path: 'evidence',
        title: $localize`Evidence`,
        canActivate: [permitted('audit:read')],
        loadComponent: () => import('./features/evidence/evidence-page.js').then((file) => file.EvidencePage),
      },
      {
        path: 'kept-events',
        title: $localize`Kept events`,
        canActivate: [permitted('retention:read')],
        loadComponent: () => import('./features/audit/kept-events/kept-events-page.js').then((file) => file.KeptEventsPage),
      },
    ],
  },
];
