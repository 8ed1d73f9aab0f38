import { TestBed } from '@angular/core/testing';
import {
  RedirectCommand,
  Router,
  UrlTree,
  type ActivatedRouteSnapshot,
  type CanActivateFn,
  type RouterStateSnapshot,
} from '@angular/router';
import { SignInMethodsStore } from './sign-in-methods-store.js';
import { permitted, signedIn, signedInAtAll } from './session-guards.js';
import { Session } from './session.js';

describe('who gets in', () => {
  const session = { known: vi.fn(), may: vi.fn() };
  const signInMethods = { known: vi.fn() };

  beforeEach(() => {
    vi.resetAllMocks();
    signInMethods.known.mockResolvedValue({ setUpNeeded: false });
    TestBed.configureTestingModule({
      providers: [
        { provide: Session, useValue: session },
        { provide: SignInMethodsStore, useValue: signInMethods },
      ],
    });
  });

  async function through(guard: CanActivateFn, url: string): Promise<string | boolean> {
    const result = await TestBed.runInInjectionContext(() =>
      guard({} as unknown as ActivatedRouteSnapshot, { url } as unknown as RouterStateSnapshot),
    );
    const to = result instanceof RedirectCommand ? result.redirectTo : result;
    return to instanceof UrlTree ? TestBed.inject(Router).serializeUrl(to) : (to as boolean);
  }

  it.each([
    ['somebody signed in', { mustChangePassword: false, mfa: { enrolled: false, required: false } }, true],
    [
      'somebody with the second factor that is owed',
      { mustChangePassword: false, mfa: { enrolled: true, required: true } },
      true,
    ],
    ['somebody who owes one', { mustChangePassword: false, mfa: { enrolled: false, required: true } }, '/second-factor'],
    [
      'somebody with a handed-out password',
      { mustChangePassword: true, mfa: { enrolled: false, required: true } },
      '/new-password',
    ],
    ['nobody', null, '/sign-in?back=%2Fchat%2F1'],
  ])('%s', async (_name, me, result) => {
    session.known.mockResolvedValue(me);

    expect(await through(signedIn, '/chat/1')).toBe(result);
  });

  it('sends everybody to set-up before the first account', async () => {
    session.known.mockResolvedValue(null);
    signInMethods.known.mockResolvedValue({ setUpNeeded: true });

    expect(await through(signedIn, '/chat')).toBe('/set-up');
  });

  it('keeps the password page for those who are signed in', async () => {
    session.known.mockResolvedValue(null);

    expect(await through(signedInAtAll, '/new-password')).toBe('/sign-in');
  });

  it('explains a page that is closed to a role', async () => {
    session.may.mockReturnValue(false);
    expect(await through(permitted('users:manage'), '/users')).toBe('/no-access');

    session.may.mockReturnValue(true);
    expect(await through(permitted('users:manage'), '/users')).toBe(true);
  });
});
