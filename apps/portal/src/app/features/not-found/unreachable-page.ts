import { Component, DestroyRef, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { backoff } from '../../core/api/connection-watch.js';
import { Connection } from '../../core/api/connection.js';
import { PortalApi } from '../../core/api/portal-api.js';
import { SignedOutLayout } from '../../shared/pages/signed-out-layout.js';

/** Shown when the very first call fails; the address in the bar stays the one that was asked for. */
@Component({
  selector: 'cm-unreachable-page',
  imports: [SignedOutLayout, MatButton],
  template: `
    <cm-signed-out-layout
      i18n-heading
      heading="Can’t reach Chat Man"
      i18n-lead
      lead="The server isn’t responding. It may be starting, or your connection may be down. This page reloads by itself as soon as the server responds."
    >
      <div class="cm-form"><button i18n matButton="filled" type="button" (click)="tryAgain()">Try again</button></div>
    </cm-signed-out-layout>
  `,
})
export class UnreachablePage {
  private readonly api = inject(PortalApi);
  private readonly connection = inject(Connection);

  constructor() {
    const stop = new AbortController();
    inject(DestroyRef).onDestroy(() => stop.abort());
    void this.goOnWhenReady(stop.signal);
  }

  private async goOnWhenReady(signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted; attempt++) {
      await this.connection.pause(backoff(attempt), signal);
      const isReady = await this.api.tell('/health/ready', { background: true, signal }).then(
        () => true,
        () => false,
      );
      if (isReady) return this.tryAgain();
    }
  }

  protected tryAgain(): void {
    location.reload();
  }
}
