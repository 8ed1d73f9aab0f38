import { Component, computed, input, resource } from '@angular/core';
import type { PasswordPolicy } from '#contracts/auth/passwords/password-policy.js';
import { Icon } from '../icon.js';
import { passwordRules } from './password-rules.rules.js';

const noneLeaked: ReadonlySet<string> = new Set();

/** The password policy, ticked off line by line as one types. */
@Component({
  selector: 'cm-password-rules',
  imports: [Icon],
  template: `
    <ul role="list" class="rules" i18n-aria-label aria-label="Password requirements">
      @for (rule of rules(); track rule.words) {
        <li class="rule" [class.kept]="rule.kept">
          <cm-icon [name]="rule.kept ? 'check' : 'dot'" />
          <span
            >{{ rule.words }}<span class="only-for-readers">: {{ rule.kept ? texts.met : texts.notMet }}</span></span
          >
        </li>
      }
    </ul>
  `,
  styles: `
    .rules {
      display: grid;
      gap: var(--space-1);
      font-size: var(--type-2);
      color: var(--text-soft);
    }
    .rule {
      display: flex;
      gap: var(--space-2);
    }
    .kept {
      color: var(--good);
    }
    cm-icon {
      --icon-size: 1rem;
      flex: none;
      margin-top: 0.1em;
    }
  `,
})
export class PasswordRules {
  protected readonly texts = {
    met: $localize`met`,
    notMet: $localize`not met`,
  };
  readonly policy = input.required<PasswordPolicy>();
  readonly password = input.required<string>();
  readonly username = input('');

  /** The vocabulary comes by itself, where it is needed: no first page waits for it. */
  private readonly common = resource({
    params: () => (this.policy().refusesCommon ? true : undefined),
    loader: () => import('#contracts/auth/passwords/common-passwords.js'),
  });
  protected readonly rules = computed(() => {
    const judge = this.common.hasValue() ? this.common.value() : null;
    const isCommon = judge === null ? null : (password: string) => judge.isCommonPassword(password, noneLeaked);
    return passwordRules(this.policy(), this.password(), this.username(), isCommon);
  });
}
