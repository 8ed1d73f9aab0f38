import { effect, inject } from '@angular/core';
import { Router } from '@angular/router';
import { SignInMethodsStore } from './sign-in-methods-store.js';

/**
 * For pages before sign-in, from their constructors: they show at once, and lead to set-up when it turns out that nobody has an
 * account yet. A guard would hold up every visitor for what happens once.
 */
export function setUpFirst(): void {
  const signInMethods = inject(SignInMethodsStore);
  const router = inject(Router);
  // A page that cannot ask still works; what is sent from it will say that the API is not reached.
  void signInMethods.known().catch(() => undefined);
  effect(() => {
    if (signInMethods.open()?.setUpNeeded === true) void router.navigateByUrl('/set-up', { replaceUrl: true });
  });
}
