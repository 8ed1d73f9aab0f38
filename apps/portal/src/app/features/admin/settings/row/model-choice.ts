import { Component, computed, inject, input, model, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { SettingsApi } from '../settings-api.js';

/** Which model answers: from the list of the model server, or by a name, for one that is not loaded yet. */
@Component({
  selector: 'cm-model-choice',
  imports: [MatButton],
  template: `
    @if (!byName()) {
      <select
        #choice
        class="cm-input"
        [id]="of()"
        [attr.aria-describedby]="of() + '-about'"
        [value]="name()"
        (change)="name.set(choice.value)"
      >
        @for (each of names(); track each) {
          <option [value]="each" [selected]="each === name()">
            {{ each }}{{ known().size === 0 || known().has(each) ? '' : texts.notOnTheServer }}
          </option>
        }
      </select>
      <button i18n matButton="text" type="button" (click)="byName.set(true)">Enter another name</button>
      @if (models.status() === 'resolved' && known().size === 0) {
        <p i18n class="none">No model server lists any models.</p>
      }
    } @else {
      <input
        #typed
        class="cm-input"
        autocomplete="off"
        spellcheck="false"
        [id]="of()"
        [attr.aria-describedby]="of() + '-about'"
        [attr.aria-invalid]="invalid() || null"
        [value]="name()"
        (input)="name.set(typed.value)"
      />
      <button i18n matButton="text" type="button" (click)="byName.set(false)">Choose from the list</button>
    }
  `,
  host: { '(focusin)': 'wanted.set(true)', '(pointerenter)': 'wanted.set(true)' },
  styles: `
    :host {
      display: grid;
      gap: var(--space-1);
      justify-items: end;
      width: 100%;
    }
    .none {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    @media (max-width: 40rem) {
      :host {
        justify-items: start;
      }
    }
  `,
})
export class ModelChoice {
  protected readonly texts = {
    notOnTheServer: $localize` (not on the server)`,
  };
  private readonly api = inject(SettingsApi);

  /** Id for the control. */
  readonly of = input.required<string>();
  readonly invalid = input.required<boolean>();
  readonly name = model.required<string>();

  protected readonly byName = signal(false);
  /** The list is asked for when somebody comes near, so that showing the settings costs one call. */
  protected readonly wanted = signal(false);
  protected readonly models = resource({
    params: () => (this.wanted() ? true : undefined),
    loader: ({ abortSignal }) => this.api.models(abortSignal),
  });
  protected readonly known = computed<ReadonlySet<string>>(() => {
    const models = this.models.hasValue() ? this.models.value() : [];
    return new Set(models.filter(({ available, provider }) => available && provider !== 'extractive').map(({ name }) => name));
  });
  protected readonly names = computed(() => [...new Set([...this.known(), this.name()])]);
}
