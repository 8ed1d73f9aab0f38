import { Component, Injector, afterNextRender, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { MatButton } from '@angular/material/button';
import type { Me } from '#contracts/auth/me.js';
import { ApiProblem, wordsFor } from '../../core/api/api-problem.js';
import { aDraftWaits } from '../../core/session/drafts/draft-storage.js';
import { SignInMethodsStore } from '../../core/session/sign-in-methods-store.js';
import { Passkeys } from '../../core/session/passkeys/passkeys.js';
import { Session, type SecondFactor } from '../../core/session/session.js';
import { setUpFirst } from '../../core/session/set-up-first.js';
import { SsoRedirect } from '../../core/session/sso/sso-redirect.js';
import { SignedOutLayout } from '../../shared/pages/signed-out-layout.js';
import { Field, FieldInput } from '../../shared/forms/field.js';
import { Icon } from '../../shared/icon.js';
import { FormFooter } from '../../shared/forms/form-footer.js';
import { submitForm } from '../../shared/forms/submit-form.js';
import { Note } from '../../shared/note.js';
import { PasswordInput } from '../../shared/credentials/password-input.js';
import { PasskeyOffer } from './passkey-offer.js';
import { SecondStep } from './second-step.js';
import { signOutWords, placeToReturnTo, refusalWords, ssoRefusalWords, type SignInMethod } from './sign-in.rules.js';

/** `arriving`: the provider of single sign-on has sent the person back, and the API is asked who it is. */
type Stage = 'start' | 'arriving' | 'second-step';

const headings: Readonly<Record<Stage, string>> = {
  start: $localize`Sign in`,
  arriving: $localize`Signing you in`,
  'second-step': $localize`One more step`,
};

@Component({
  selector: 'cm-sign-in-page',
  imports: [
    SignedOutLayout,
    Field,
    FieldInput,
    FormField,
    FormFooter,
    FormRoot,
    Icon,
    MatButton,
    Note,
    PasswordInput,
    RouterLink,
    SecondStep,
  ],
  providers: [PasskeyOffer],
  templateUrl: './sign-in-page.html',
})
export class SignInPage {
  protected readonly $localize = $localize;
  protected readonly signInMethods = inject(SignInMethodsStore);
  protected readonly passkeys = inject(Passkeys);
  private readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly offer = inject(PasskeyOffer);
  private readonly router = inject(Router);
  private readonly ssoRedirect = inject(SsoRedirect);

  /** From the address: why the person is here again, where to go back to, and what became of single sign-on. */
  readonly why = input<string>();
  readonly back = input<string>();
  readonly sso = input<string>();

  protected readonly entry = signal({ username: '', password: '' });
  protected readonly stage = linkedSignal<Stage>(() => (this.sso() === 'finish' ? 'arriving' : 'start'));
  protected readonly waitingFor = signal<'passkey' | 'sso' | null>(null);
  protected readonly whySignedOut = computed(() => signOutWords(this.why(), aDraftWaits()));
  protected readonly provider = computed(() => this.signInMethods.open()?.sso?.label ?? $localize`single sign-on`);
  protected readonly heading = computed(() => headings[this.stage()]);
  protected readonly busy = () => this.waitingFor() !== null || this.form.busy();
  /** By what the second step goes on: whichever way the first one went. */
  protected readonly enter = (factor: SecondFactor): Promise<void> => this.goIn(() => this.signIn(factor));
  private signIn: (factor?: SecondFactor) => Promise<Me> = () => this.byPassword();

  protected readonly form = submitForm(
    this.entry,
    (path) => {
      maxLength(path.username, 64, { message: $localize`A username has at most 64 characters.` });
      required(path.password, { message: $localize`Enter your password.` });
    },
    { send: () => this.attempt((factor) => this.byPassword(factor)) },
  );

  constructor() {
    setUpFirst();
    afterNextRender(() => void this.arrive());
  }

  protected async usePasskey(): Promise<void> {
    this.waitingFor.set('passkey');
    this.offer.end(); // a browser does one of the two at a time
    const isIn = await this.attempt(async () => this.session.signInByPasskey(await this.passkeys.prove()), 'passkey');
    this.waitingFor.set(null);
    if (!isIn) void this.offerPasskeys();
  }

  protected async useSso(): Promise<void> {
    this.form.refuse('');
    this.waitingFor.set('sso');
    try {
      await this.ssoRedirect.leave('sign-in', this.back());
    } catch (failure) {
      this.form.refuse(this.wordsAbout(failure, 'sso'));
      this.waitingFor.set(null);
    }
  }

  protected async startAgain(): Promise<void> {
    this.entry.set({ username: '', password: '' });
    this.form.refuse('');
    this.stage.set('start');
    await this.forgetAddress();
    void this.offerPasskeys();
    afterNextRender(() => this.form.fields.username().focusBoundControl(), { injector: this.injector });
  }

  private async arrive(): Promise<void> {
    if (this.sso() === 'finish' && (await this.attempt((factor) => this.session.finishSso(factor), 'sso'))) return;
    if (this.sso() === 'refused') {
      // Whoever wanted to link an account, or to be confirmed, is still signed in.
      if ((await this.session.known().catch(() => null)) !== null) {
        const place = this.ssoRedirect.purpose() === 'step-up' ? '/step-up' : '/account/security';
        return void this.router.navigateByUrl(`${place}?sso=refused`, { replaceUrl: true });
      }
      this.form.refuse(ssoRefusalWords(this.provider()));
    }
    if (this.stage() === 'start') await this.offerPasskeys();
  }

  private offerPasskeys(): Promise<void> {
    return this.offer.begin((passkey) => void this.attempt(() => this.session.signInByPasskey(passkey), 'passkey'));
  }

  private byPassword(factor?: SecondFactor): Promise<Me> {
    const { username, password } = this.entry();
    return this.session.signIn(username.trim(), password, factor);
  }

  /** Goes in, or on to the second step, or says why not. Answers whether the person is in. */
  private async attempt(signIn: (factor?: SecondFactor) => Promise<Me>, by: SignInMethod = 'password'): Promise<boolean> {
    this.form.refuse('');
    this.signIn = signIn;
    try {
      await this.goIn(signIn);
      return true;
    } catch (failure) {
      await this.explain(failure, by);
      return false;
    }
  }

  private async explain(failure: unknown, by: SignInMethod): Promise<void> {
    if (failure instanceof ApiProblem && failure.code === 'mfa-required') {
      this.offer.end();
      this.stage.set('second-step');
      return;
    }
    this.form.refuse(this.wordsAbout(failure, by));
    this.stage.set('start');
    if (by === 'sso') await this.forgetAddress();
  }

  private async goIn(signIn: () => Promise<Me>): Promise<void> {
    const me = await signIn();
    this.offer.end();
    const place = me.mustChangePassword
      ? '/new-password'
      : placeToReturnTo(this.sso() === undefined ? this.back() : this.ssoRedirect.takeBack());
    await this.router.navigateByUrl(place, { replaceUrl: true });
  }

  private wordsAbout(failure: unknown, by: SignInMethod): string {
    return refusalWords(failure instanceof ApiProblem ? failure : null, by, this.provider()) ?? wordsFor(failure);
  }

  /** What the address said is done with. */
  private async forgetAddress(): Promise<void> {
    if (this.sso() !== undefined) await this.router.navigateByUrl('/sign-in', { replaceUrl: true });
  }
}
