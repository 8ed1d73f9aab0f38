import { Service, computed, inject, resource } from '@angular/core';
import { nextTask } from '../../core/next-task.js';
import { ChatApi } from './chat-api.js';

/** The models that a conversation can use, and how long it is kept. */
@Service()
export class Models {
  private readonly api = inject(ChatApi);
  private readonly list = resource({ loader: () => nextTask().then(() => this.api.models()) });

  readonly all = computed(() => (this.list.hasValue() ? this.list.value().items : []));
  readonly available = computed(() => this.all().filter((model) => model.available));
  readonly keptDays = computed(() => (this.list.hasValue() ? this.list.value().keptDays : null));
  readonly whyNone = computed(() => this.all().find((model) => !model.available)?.reason ?? '');
  readonly known = computed(() => this.list.hasValue());
  /** Whether the question for them has been answered, be it by a failure. */
  readonly settled = computed(() => !this.list.isLoading());
  readonly standard = computed(() => this.all().find((model) => model.isDefault) ?? this.available()[0] ?? null);

  named(name: string | null): ReturnType<typeof this.standard> {
    return this.all().find((model) => model.name === name) ?? this.standard();
  }
}
