import { inject } from '@angular/core';
import { RedirectCommand, Router, type CanActivateFn, type UrlTree } from '@angular/router';
import type { Permission } from '#contracts/auth/people/roles.js';
import { SignInMethodsStore } from './sign-in-methods-store.js';
import { Session } from './session.js';

/** Lets in who is signed in; others go to set-up or sign-in and come back afterwards. A handed-out password is changed first. */
export const signedIn: CanActivateFn = async (_route, state): Promise<boolean | UrlTree> => {
  const router = inject(Router);
  const signInMethods = inject(SignInMethodsStore);
  const me = await inject(Session).known();
  if (me?.mustChangePassword === true) return router.createUrlTree(['/new-password']);
  if (me?.mfa.required === true && !me.mfa.enrolled) return router.createUrlTree(['/second-factor']);
  if (me !== null) return true;
  const { setUpNeeded } = await signInMethods.known();
  if (setUpNeeded) return router.createUrlTree(['/set-up']);
  return router.createUrlTree(['/sign-in'], { queryParams: state.url === '/' ? {} : { back: state.url } });
};

/** For the page that changes a handed-out password: signed in is enough. */
export const signedInAtAll: CanActivateFn = async (): Promise<boolean | UrlTree> => {
  const router = inject(Router);
  return (await inject(Session).known()) === null ? router.createUrlTree(['/sign-in']) : true;
};

/** Explains instead of failing: the address stays, the page says why it is closed. */
export function permitted(permission: Permission): CanActivateFn {
  return () => {
    if (inject(Session).may(permission)) return true;
    return new RedirectCommand(inject(Router).createUrlTree(['/no-access']), { skipLocationChange: true });
  };
}
