import { Service, computed, inject, resource } from '@angular/core';
import type { ChatOffers } from '#contracts/chat/chat.js';
import { nextTask } from '../../core/next-task.js';
import { poller } from '../../core/polling.js';
import { ChatApi } from './chat-api.js';

/** Milliseconds between looks for a model while there is none. */
const lookAgainEvery = 20_000;

const nothingOffered: ChatOffers = {
  temporary: false,
  attachments: { most: 0, maxBytes: 0 },
  parameters: { temperature: 0.7, maxTokens: 2048 },
};

/** The models that a conversation can use, and how long it is kept. */
@Service()
export class ModelsStore {
  private readonly api = inject(ChatApi);
  private readonly list = resource({ loader: () => nextTask().then(() => this.api.models()) });

  private readonly allowed = resource({ loader: () => nextTask().then(() => this.api.offers()) });

  /** What the settings allow beside; nothing until that is known. */
  readonly offers = computed(() => (this.allowed.hasValue() ? this.allowed.value() : null) ?? nothingOffered);
  readonly all = computed(() => (this.list.hasValue() ? this.list.value().items : []));
  readonly available = computed(() => this.all().filter((model) => model.available));
  readonly keptDays = computed(() => (this.list.hasValue() ? this.list.value().keptDays : null));
  readonly whyNone = computed(() => this.all().find((model) => !model.available)?.reason ?? '');
  readonly known = computed(() => this.list.hasValue());
  /** Whether the question for them has been answered, be it by a failure. */
  readonly settled = computed(() => this.list.hasValue() || !this.list.isLoading());
  /** Whether it is known that no language model is there. */
  readonly none = computed(() => this.known() && this.available().every((model) => model.provider === 'extractive'));
  readonly standard = computed(() => this.all().find((model) => model.isDefault) ?? this.available()[0] ?? null);

  constructor() {
    // Once one is connected the page says so by itself.
    const look = async () => {
      if (this.none()) this.list.reload();
    };
    void poller({ look, pace: () => 'calm', calmEvery: lookAgainEvery }).start();
  }

  named(name: string | null): ReturnType<typeof this.standard> {
    return this.all().find((model) => model.name === name) ?? this.standard();
  }
}
