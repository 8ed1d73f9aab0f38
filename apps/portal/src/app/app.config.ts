import { inject, provideBrowserGlobalErrorListeners, type ApplicationConfig } from '@angular/core';
import {
  RedirectCommand,
  Router,
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withDisabledInitialNavigation,
  withNavigationErrorHandler,
  withRouterConfig,
  type NavigationError,
} from '@angular/router';
import { routes } from './app.routes.js';
import { PendingPage } from './core/api/pending-page.js';
import { provideComposition } from './core/commands/composition.js';
import { PageTitle } from './core/shell/page-title.js';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideComposition(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withDisabledInitialNavigation(), // main.ts begins it
      withNavigationErrorHandler(explainFailure),
      withRouterConfig({ resolveNavigationPromiseOnError: true }), // the handler has seen to it
    ),
    { provide: TitleStrategy, useExisting: PageTitle },
  ],
};

/**
 * A first page that cannot be opened says so under the address that was asked for, so that "try again" means the same place. Later the
 * page in view stays.
 */
function explainFailure(failed: NavigationError): RedirectCommand | undefined {
  if (failed.url === '/unreachable') return undefined;
  if (inject(Router).navigated) {
    void inject(PendingPage).failed(failed.url);
    return undefined;
  }
  return new RedirectCommand(inject(Router).createUrlTree(['/unreachable']), { skipLocationChange: true });
}
