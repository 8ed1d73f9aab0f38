import { Service } from '@angular/core';

const channelName = 'cm-step-up';

/**
 * A window of its own in which somebody says at the provider of single sign-on who they are, so that the page with everything that
 * they have typed stays where it is. The two talk over a channel of this site: on its way to the provider the window loses its
 * opener, and has to.
 */
@Service()
export class SsoWindow {
  /** Its address, for a link where `open` was refused; the link has to name itself as the opener. */
  readonly page = '/step-up';

  /** Opens it. Answers whether the browser did; must be called while a click is being handled. */
  open(): boolean {
    return window.open(this.page, '_blank', 'popup,width=520,height=720') !== null;
  }

  /** Calls when somebody has been confirmed in another window of this browser. Answers how to stop listening. */
  onConfirmed(act: () => void): () => void {
    const channel = new BroadcastChannel(channelName);
    channel.addEventListener('message', () => act());
    return () => channel.close();
  }

  /** In the window: whether a page of this site has just opened it. From here on nobody can lead that page elsewhere. */
  wasOpened(): boolean {
    if (window.opener === null) return false;
    window.opener = null;
    // The browser gave this window a copy of all that the other one keeps. It has no use for it.
    sessionStorage.clear();
    return true;
  }

  /** In the window: tells the page that waits, and goes. */
  confirm(): void {
    const channel = new BroadcastChannel(channelName);
    channel.postMessage('confirmed');
    channel.close();
    window.close();
  }
}
