import type { Routes } from '@angular/router';
import { permitted } from '../../core/session/session-guards.js';
import { listAndPanel } from '../../shared/lists/list-and-panel.js';
import { SectionFrame, type SectionPage } from '../../shared/pages/section-frame.js';

const pages: readonly SectionPage[] = [
  {
    path: '/decisions/approvals',
    words: $localize`Approvals`,
    icon: 'agree',
    permission: 'approvals:decide',
    waits: 'approvals',
  },
  {
    path: '/decisions/role-requests',
    words: $localize`Role requests`,
    icon: 'person',
    permission: 'roles:decide',
    waits: 'roleRequests',
  },
];

/** What waits for somebody to decide. */
export const decisionRoutes: Routes = [
  {
    path: '',
    component: SectionFrame,
    data: { heading: $localize`Decisions`, pages },
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'approvals' },
      {
        path: 'approvals',
        canActivate: [permitted('approvals:decide')],
        children: [
          {
            matcher: listAndPanel,
            title: $localize`Approvals`,
            loadComponent: () => import('./approvals/approvals-page.js').then((file) => file.ApprovalsPage),
          },
        ],
      },
      {
        path: 'role-requests',
        canActivate: [permitted('roles:decide')],
        children: [
          {
            matcher: listAndPanel,
            title: $localize`Role requests`,
            loadComponent: () => import('./role-requests/role-requests-page.js').then((file) => file.RoleRequestsPage),
          },
        ],
      },
    ],
  },
];
