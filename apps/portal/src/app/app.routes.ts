import type { CanActivateFn, Routes } from '@angular/router';
import { inNextTask } from './core/next-task.js';
import { signedIn, signedInAtAll } from './core/session/session-guards.js';
import { UnreachablePage } from './features/not-found/unreachable-page.js';

/** What most people see first comes over the line while the API says who is signed in. */
const loadMeanwhile: CanActivateFn = () => {
  void Promise.all([
    import('./core/shell/shell.js'),
    import('./features/chat/chat.routes.js'),
    import('./features/chat/chat-page.js'),
  ]).catch(() => undefined); // Whoever needs it asks again, and shows what went wrong.
  return true;
};

export const routes: Routes = [
  {
    path: 'sign-in',
    title: $localize`Sign in`,
    loadComponent: () => import('./features/sign-in/sign-in-page.js').then(inNextTask).then((file) => file.SignInPage),
  },
  {
    path: 'register',
    title: $localize`Create an account`,
    loadComponent: () => import('./features/register/register-page.js').then((file) => file.RegisterPage),
  },
  {
    path: 'set-up',
    title: $localize`Set up Chat Man`,
    loadComponent: () => import('./features/set-up/set-up-page.js').then((file) => file.SetUpPage),
  },
  {
    path: 'reset-password',
    title: $localize`Choose your password`,
    loadComponent: () => import('./features/reset-password/reset-password-page.js').then((file) => file.ResetPasswordPage),
  },
  {
    path: 'new-password',
    title: $localize`Choose your password`,
    canActivate: [signedInAtAll],
    loadComponent: () => import('./features/password/new-password-page.js').then((file) => file.NewPasswordPage),
  },
  {
    path: 'second-factor',
    title: $localize`Set up your second factor`,
    canActivate: [signedInAtAll],
    loadComponent: () => import('./features/account/second-factor/second-factor-page.js').then((file) => file.SecondFactorPage),
  },
  {
    path: 'step-up',
    title: $localize`Is it you?`,
    canActivate: [signedInAtAll],
    loadComponent: () => import('./features/step-up/step-up-page.js').then((file) => file.StepUpPage),
  },
  {
    path: 'unreachable',
    title: $localize`Not reachable`,
    // With the first page: it must show when nothing more can be loaded.
    component: UnreachablePage,
  },
  {
    path: '',
    canActivate: [signedIn, loadMeanwhile],
    loadComponent: () => import('./core/shell/shell.js').then(inNextTask).then((file) => file.Shell),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'chat' },
      { path: 'chat', loadChildren: () => import('./features/chat/chat.routes.js').then((file) => file.chatRoutes) },
      {
        path: 'knowledge',
        loadChildren: () => import('./features/knowledge/knowledge.routes.js').then((file) => file.knowledgeRoutes),
      },
      { path: 'my-data', loadChildren: () => import('./features/rights/rights.routes.js').then((file) => file.rightsRoutes) },
      {
        path: 'account',
        loadChildren: () => import('./features/account/account.routes.js').then((file) => file.accountRoutes),
      },
      {
        path: 'decisions',
        loadChildren: () => import('./features/admin/decisions.routes.js').then((file) => file.decisionRoutes),
      },
      {
        path: 'compliance',
        loadChildren: () => import('./compliance.routes.js').then((file) => file.complianceRoutes),
      },
      {
        path: 'monitoring',
        loadChildren: () => import('./features/monitoring/monitoring.routes.js').then((file) => file.monitoringRoutes),
      },
      { path: 'admin', loadChildren: () => import('./features/admin/admin.routes.js').then((file) => file.adminRoutes) },
      {
        path: 'no-access',
        title: $localize`No access`,
        loadComponent: () => import('./features/not-found/no-access-page.js').then((file) => file.NoAccessPage),
      },
      {
        path: '**',
        title: $localize`Page not found`,
        loadComponent: () => import('./features/not-found/not-found-page.js').then((file) => file.NotFoundPage),
      },
    ],
  },
];
