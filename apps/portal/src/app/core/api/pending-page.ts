import { Service, effect, inject, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Connection } from './connection.js';
import { ConnectionWatch } from './connection-watch.js';

/** A page that could not be opened since a part of it could not be loaded. The one in view stays, and this one opens as soon as it can. */
@Service()
export class PendingPage {
  private readonly router = inject(Router);
  private readonly connection = inject(Connection);
  private readonly watch = inject(ConnectionWatch);
  private readonly wanted = signal<string | null>(null);
  private tried = '';

  readonly url = this.wanted.asReadonly();

  constructor() {
    effect(() => {
      const url = this.wanted();
      if (url !== null && this.connection.online()) untracked(() => void this.open(url));
    });
  }

  /** Is it the connection, or has the page's program changed on the server? Then a fresh load of it finds the new one. */
  async failed(url: string): Promise<void> {
    if (await this.watch.look()) {
      if (this.tried === url) location.assign(url);
      else await this.open(url);
    } else this.wanted.set(url);
  }

  /** Somebody went elsewhere meanwhile. */
  forget(): void {
    this.wanted.set(null);
  }

  private async open(url: string): Promise<void> {
    this.tried = url;
    this.wanted.set(null);
    if (await this.router.navigateByUrl(url)) this.tried = '';
  }
}
