import { Component, computed, inject } from '@angular/core';
import { Session } from '../../core/session/session.js';
import { roleMeaning, roleWords } from '../../shared/text/role-words.rules.js';
import { AnotherRole } from './role-request/another-role.js';

/** Who Chat Man takes a person for, and the way to another role. */
@Component({
  selector: 'cm-profile-page',
  imports: [AnotherRole],
  host: { class: 'cm-page' },
  template: `
    <div class="cm-column">
      <h1 i18n>Profile and role</h1>
      @if (session.me(); as me) {
        <dl class="cm-facts facts">
          <div>
            <dt i18n>Name</dt>
            <dd>{{ me.displayName }}</dd>
          </div>
          <div>
            <dt i18n>Username</dt>
            <dd>{{ me.username }}</dd>
          </div>
          <div>
            <dt i18n>Role</dt>
            <dd>
              {{ role() }}
              <p class="cm-soft">{{ meaning() }}</p>
            </dd>
          </div>
        </dl>
        <p i18n class="cm-soft">
          Is anything here wrong? An administrator can correct it. Your conversations are encrypted with your own key. No role can
          read other people’s conversations, not even an administrator.
        </p>
        <cm-another-role class="cm-part asking" [me]="me" />
      }
    </div>
  `,
  styles: `
    .facts {
      margin: var(--space-5) 0;
    }
    .asking {
      display: block;
    }
  `,
})
export class ProfilePage {
  protected readonly session = inject(Session);

  protected readonly role = computed(() => roleWords[this.session.me()?.role ?? 'external_client']);
  protected readonly meaning = computed(() => roleMeaning[this.session.me()?.role ?? 'external_client']);
}
