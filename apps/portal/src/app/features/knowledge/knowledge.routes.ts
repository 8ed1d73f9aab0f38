import type { Routes } from '@angular/router';
import { permitted } from '../../core/session/session-guards.js';
import { listAndPanel } from '../../shared/lists/list-and-panel.js';
import { SectionFrame, type SectionPage } from '../../shared/pages/section-frame.js';

const pages: readonly SectionPage[] = [
  { path: '/knowledge/collections', words: $localize`Collections`, icon: 'book', permission: 'knowledge:read' },
  { path: '/knowledge/test-query', words: $localize`Test query`, icon: 'search', permission: 'knowledge:read' },
];

export const knowledgeRoutes: Routes = [
  {
    path: '',
    component: SectionFrame,
    canActivate: [permitted('knowledge:read')],
    data: { heading: $localize`Knowledge`, pages },
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'collections' },
      {
        path: 'collections',
        pathMatch: 'full',
        title: $localize`Collections`,
        loadComponent: () => import('./collections/collections-page.js').then((file) => file.CollectionsPage),
      },
      {
        path: 'collections/:collection',
        children: [
          {
            path: 'evaluation',
            title: $localize`Evaluation`,
            canActivate: [permitted('knowledge:manage')],
            loadComponent: () => import('./evaluation/evaluation-page.js').then((file) => file.EvaluationPage),
          },
          {
            matcher: listAndPanel,
            title: $localize`Documents`,
            loadComponent: () => import('./documents/collection-page.js').then((file) => file.CollectionPage),
          },
        ],
      },
      {
        path: 'documents/:document',
        title: $localize`Document`,
        loadComponent: () => import('./preview/preview-page.js').then((file) => file.PreviewPage),
      },
      {
        path: 'test-query',
        title: $localize`Test query`,
        loadComponent: () => import('./test-query/test-query-page.js').then((file) => file.TestQueryPage),
      },
    ],
  },
];
