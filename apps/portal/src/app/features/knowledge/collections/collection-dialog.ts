import { Component, inject, input, linkedSignal, output } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import type { Collection } from '#contracts/rag.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost, filled, wrong } from '../../../shared/forms/text-rules.js';
import { ReadersChoice } from '../../../shared/readers/readers-choice.js';
import { staysHereHelp } from './collection-words.rules.js';
import { CollectionsApi } from './collections-api.js';

/** Makes a collection, or changes one. */
@Component({
  selector: 'cm-collection-dialog',
  imports: [Field, FieldInput, FormDialog, FormField, ReadersChoice],
  template: `
    <cm-form-dialog
      [heading]="collection() === null ? texts.newCollection : texts.editCollection"
      [act]="collection() === null ? texts.createCollection : texts.saveChanges"
      [busy]="collection() === null ? texts.creating : texts.saving"
      wide
      [form]="form"
      (closed)="closed.emit()"
    >
      <cm-field i18n-label label="Name"><input cmInput dir="auto" [formField]="form.fields.name" autocomplete="off" /></cm-field>
      <cm-field
        i18n-label
        label="Description"
        i18n-hint
        hint="Optional. What the collection is about, for those who choose where to ask."
      >
        <textarea cmInput dir="auto" rows="2" [formField]="form.fields.description"></textarea>
      </cm-field>
      <cm-readers-choice [formField]="form.fields.readers" />
      <label class="stays">
        <input type="checkbox" [formField]="form.fields.staysHere" aria-describedby="stays-here-help" />
        <span>
          <span i18n class="words">Stays here</span>
          <span class="help" id="stays-here-help">{{ staysHereHelp }}</span>
        </span>
      </label>
    </cm-form-dialog>
  `,
  styles: `
    .stays {
      display: flex;
      align-items: flex-start;
      gap: var(--space-3);
      padding: var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius-small);
      line-height: var(--leading-control);
      cursor: pointer;
    }
    input[type='checkbox'] {
      flex: none;
      width: 1.125rem;
      height: 1.125rem;
      margin: 0.1rem 0 0;
      accent-color: var(--accent);
    }
    .words,
    .help {
      display: block;
    }
    .words {
      font-weight: 550;
    }
    .help {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
  `,
})
export class CollectionDialog {
  protected readonly texts = {
    newCollection: $localize`New collection`,
    editCollection: $localize`Edit collection`,
    createCollection: $localize`Create collection`,
    saveChanges: $localize`Save changes`,
    creating: $localize`Creating…`,
    saving: $localize`Saving…`,
  };
  private readonly api = inject(CollectionsApi);

  /** The one to change; null for a new one. */
  readonly collection = input<Collection | null>(null);
  readonly saved = output<Collection>();
  readonly closed = output();

  protected readonly staysHereHelp = staysHereHelp;

  private readonly entry = linkedSignal(() => {
    const { name, description, readers, staysHere } = this.collection() ?? blank;
    return { name, description, readers: readers as readonly string[], staysHere };
  });
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      filled(path.name, $localize`Enter a name.`);
      atMost(path.name, 100);
      atMost(path.description, 2000);
      validate(path.readers, ({ value }) => wrong(value().length === 0 ? $localize`Choose at least one reader.` : null));
    },
    {
      send: async ({ name, description, readers, staysHere }) => {
        const entry = { name: name.trim(), description: description.trim(), readers: [...readers], staysHere };
        const before = this.collection();
        this.saved.emit(await (before === null ? this.api.create(entry) : this.api.change(before.id, entry)));
      },
    },
  );
}

const blank = { name: '', description: '', readers: ['operations_team'], staysHere: true };
