import { Service, computed, inject, signal } from '@angular/core';
import type { Alert } from '#contracts/monitoring/alerts.js';
import { Live } from '../../../core/live/live.js';
import { WaitingStore } from '../../../core/waiting-store.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import type { ShownAlerts } from './alert-words.rules.js';
import { AlertsApi } from './alerts-api.js';

/** The alerts, kept in step with what happens: each change arrives as a live event and is fetched by its id. */
@Service()
export class AlertsStore {
  private readonly api = inject(AlertsApi);
  private readonly live = inject(Live);
  private readonly waiting = inject(WaitingStore);

  private readonly filter = signal<ShownAlerts>('open');
  readonly shown = this.filter.asReadonly();
  readonly list = new PagedList<Alert>((cursor) => this.api.alerts(this.filter(), cursor));
  readonly isEmpty = computed(() => this.list.items().length === 0 && !this.list.hasMore());

  /** Follows changes; returns a function that stops it. */
  join(): () => void {
    const ends = [
      this.live.on('alert', ({ id }) => void this.follow(id)),
      this.live.on('refetch', () => void this.list.load()),
      this.live.on('ready', () => void this.list.load()),
    ];
    return () => ends.forEach((end) => end());
  }

  async show(shown: ShownAlerts): Promise<void> {
    this.filter.set(shown);
    await this.list.load();
  }

  async acknowledge(id: string): Promise<Alert> {
    const alert = await this.api.acknowledge(id);
    this.take(alert);
    await this.waiting.changed();
    return alert;
  }

  /** An alert whose state is not shown leaves the list; the panel beside it keeps showing it. */
  private take(alert: Alert): void {
    if (this.filter() !== 'all' && this.filter() !== alert.state) this.list.remove(alert.id);
    else if (this.list.items().some(({ id }) => id === alert.id)) this.list.replace(alert);
    else this.list.putFirst(alert);
  }

  private async follow(id: string): Promise<void> {
    const alert = await this.api.alert(id, { background: true }).catch(() => null);
    if (alert !== null && this.list.state() === 'ready') this.take(alert);
    await this.waiting.changed();
  }
}
