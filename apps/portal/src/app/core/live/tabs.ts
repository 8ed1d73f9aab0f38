import { Service } from '@angular/core';
import type { LiveEvent } from '#contracts/events.js';
import type { SignOutReason } from '../session/sign-out-reason.js';

/** What the tabs of one browser tell each other. Ids only: content stays in the tab that may show it. */
export type TabNews =
  | { readonly kind: 'event'; readonly event: LiveEvent; readonly id: string }
  /** Whether the tab that listens for all of them reaches the API. */
  | { readonly kind: 'line'; readonly up: boolean }
  /** The session of this person is over in this browser. */
  | { readonly kind: 'left'; readonly personId: string; readonly why: SignOutReason }
  /** Somebody has signed in in this browser. */
  | { readonly kind: 'entered'; readonly personId: string };

/** The other tabs of this browser, of this site alone. */
@Service()
export class Tabs {
  private readonly channel = new BroadcastChannel('chat-man');

  say(news: TabNews): void {
    this.channel.postMessage(news);
  }

  subscribe(act: (news: TabNews) => void): void {
    this.channel.addEventListener('message', ({ data }: MessageEvent<TabNews>) => act(data));
  }
}
