import type { Routes } from '@angular/router';
import { permitted } from '../../core/session/session-guards.js';

export const rightsRoutes: Routes = [
  {
    path: '',
    title: $localize`My data`,
    canActivate: [permitted('rights:exercise')],
    loadComponent: () => import('./my-data/my-data-page.js').then((file) => file.MyDataPage),
  },
];
