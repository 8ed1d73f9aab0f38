import {
  Component,
  ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { FormField, FormRoot, form, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { privilegedRoles, type AskForRole } from '#contracts/users.js';
import type { Role } from '#contracts/roles.js';
import { wordsFor } from '../../core/api/api-problem.js';
import { Drafts } from '../../core/session/drafts.js';
import { Field, FieldInput } from '../../shared/field.js';
import { type FieldRefusal, refusalOf, sends } from '../../shared/forms/submission.js';
import { Note } from '../../shared/note.js';
import { RoleChoice } from '../../shared/role-choice.js';
import { AccountApi } from './account-api.js';

const askable: readonly AskForRole['role'][] = ['operations_team', 'compliance_officer', 'admin'];

/** Under what the reason is kept while it is not sent. */
export const roleRequestDraft = 'role-request';

/** Which role, and why. */
@Component({
  selector: 'cm-role-request-form',
  imports: [Field, FieldInput, FormField, FormRoot, MatButton, Note, RoleChoice],
  template: `
    <form class="form" [formRoot]="form">
      <cm-role-choice #choice legend="Which role do you need?" [roles]="roles()" [(role)]="role" />
      @if (takesTwo()) {
        <p class="cm-soft">This role sees or decides what concerns others, so two people have to agree to it.</p>
      }
      <cm-field label="What do you need it for?" hint="The administrators who decide will read this.">
        <textarea cmInput rows="3" [formField]="form.reason"></textarea>
      </cm-field>
      @if (refusal(); as words) {
        <cm-note kind="bad">{{ words }}</cm-note>
      }
      <div class="acts">
        <button matButton="text" type="button" (click)="leave()">Not now</button>
        <button matButton="filled" type="submit" [disabled]="form().submitting()">
          {{ form().submitting() ? 'Sending…' : 'Send the request' }}
        </button>
      </div>
    </form>
  `,
  styles: `
    .form {
      display: grid;
      gap: var(--space-4);
    }
    .acts {
      display: flex;
      justify-content: flex-end;
      gap: var(--space-2);
    }
  `,
})
export class RoleRequestForm {
  private readonly api = inject(AccountApi);
  private readonly drafts = inject(Drafts);

  readonly current = input.required<Role>();
  readonly made = output();
  readonly left = output();

  protected readonly roles = computed(() => askable.filter((role) => role !== this.current()));
  protected readonly role = signal<Role | null>(null);
  protected readonly takesTwo = computed(() => {
    const role = this.role();
    return role !== null && privilegedRoles.includes(role);
  });
  protected readonly refusal = signal('');
  private readonly choice = viewChild.required('choice', { read: ElementRef<HTMLElement> });

  private readonly entry = signal({ reason: this.drafts.of(roleRequestDraft) });
  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.reason, { message: 'Please say what you need it for.' });
      maxLength(path.reason, 500, { message: 'Please use at most 500 characters.' });
      validate(path.reason, ({ value }) =>
        value().trim().length < 3 ? { kind: 'short', message: 'Please say what you need it for.' } : undefined,
      );
    },
    sends(() => this.send()),
  );

  constructor() {
    effect(() => {
      const { reason } = this.entry();
      untracked(() => this.drafts.keep(roleRequestDraft, reason));
    });
    afterNextRender(() => (this.choice().nativeElement as HTMLElement).querySelector('input')?.focus());
  }

  protected leave(): void {
    this.drafts.keep(roleRequestDraft, '');
    this.left.emit();
  }

  private async send(): Promise<FieldRefusal> {
    const role = this.role();
    if (role === null || role === 'external_client') {
      this.refusal.set('Please choose the role that you need.');
      return undefined;
    }
    this.refusal.set('');
    try {
      await this.api.askForRole({ role, reason: this.entry().reason.trim() });
      this.drafts.keep(roleRequestDraft, '');
      this.made.emit();
    } catch (failure) {
      const aboutReason = refusalOf(failure, this.form.reason, 'reason');
      if (aboutReason !== undefined) return aboutReason;
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}
