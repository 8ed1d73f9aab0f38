import { inject, provideBrowserGlobalErrorListeners, type ApplicationConfig } from '@angular/core';
import {
  RedirectCommand,
  Router,
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withDisabledInitialNavigation,
  withNavigationErrorHandler,
  type NavigationError,
} from '@angular/router';
import { routes } from './app.routes.js';
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
    ),
    { provide: TitleStrategy, useExisting: PageTitle },
  ],
};

/** A page that cannot be opened says so under the address that was asked for, so that "try again" means the same place. */
function explainFailure(failed: NavigationError): RedirectCommand | undefined {
  if (failed.url === '/unreachable') return undefined;
  return new RedirectCommand(inject(Router).createUrlTree(['/unreachable']), { skipLocationChange: true });
}
