import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Me } from '#contracts/auth/me.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Drafts } from '../../../core/session/drafts/drafts.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Timeline } from '../../../shared/timeline.js';
import { AccountApi } from '../account-api.js';
import { RoleRequestForm, roleRequestDraft } from './role-request-form.js';
import { roleRequestSteps } from './role-request-steps.rules.js';

/** The request for another role: made, waiting, decided. */
@Component({
  selector: 'cm-another-role',
  imports: [LoadFailure, MatButton, RoleRequestForm, Timeline],
  template: `
    <h2 i18n id="another-role">Another role</h2>
    @if (requests.error(); as failure) {
      <cm-load-failure [words]="wordsFor(failure)" (again)="requests.reload()" />
    } @else if (requests.hasValue()) {
      @if (latest(); as request) {
        <cm-timeline class="story" [steps]="steps()" />
        @if (request.state === 'pending') {
          <button i18n matButton="outlined" type="button" [disabled]="withdrawing()" (click)="withdraw(request.id)">
            Withdraw request
          </button>
        }
      }
      @if (latest()?.state !== 'pending') {
        @if (asking()) {
          <cm-role-request-form [current]="me().role" (made)="made()" (left)="asking.set(false)" />
        } @else {
          <p i18n class="cm-soft">
            If your work needs more than your role allows, request another one. An administrator decides.
          </p>
          <button i18n matButton="outlined" class="begin" type="button" (click)="asking.set(true)">Request another role</button>
        }
      }
    } @else {
      <div class="skeleton" role="status" i18n-aria-label aria-label="Loading your requests"><span></span><span></span></div>
    }
  `,
  styles: `
    h2 {
      margin-bottom: var(--space-3);
    }
    .story {
      display: block;
    }
    .begin {
      margin-top: var(--space-3);
    }
  `,
})
export class AnotherRole {
  private readonly api = inject(AccountApi);
  private readonly drafts = inject(Drafts);
  private readonly notices = inject(Notices);

  readonly me = input.required<Me>();

  protected readonly wordsFor = wordsFor;
  /** Open at once for somebody who comes back to what they had begun. */
  protected readonly asking = this.drafts.formOpen(() => roleRequestDraft);
  protected readonly withdrawing = signal(false);
  protected readonly requests = resource({
    params: () => this.me().id,
    loader: () => this.api.roleRequests(),
  });
  protected readonly latest = computed(() => (this.requests.hasValue() ? (this.requests.value()[0] ?? null) : null));
  protected readonly steps = computed(() => {
    const latest = this.latest();
    return latest === null ? [] : roleRequestSteps(latest);
  });

  protected made(): void {
    this.asking.set(false);
    this.requests.reload();
    this.notices.say($localize`Request sent to the administrators.`);
  }

  protected async withdraw(id: string): Promise<void> {
    this.withdrawing.set(true);
    await this.notices.attempt(() => this.api.withdrawRoleRequest(id));
    this.withdrawing.set(false);
    this.requests.reload();
  }
}
