import type { AlertChannel } from '#contracts/monitoring/alerts.js';
import type { AlertMessage } from './alert-message.js';

/** A way to somebody outside. */
export interface Channel {
  readonly name: AlertChannel;
  /** Whether a receiver is set. */
  readonly isSet: boolean;
  /** Sends under the id of its delivery, and answers what the receiver said. @throws NotDelivered */
  send(deliveryId: string, message: AlertMessage, signal: AbortSignal): Promise<string>;
}

/** The receiver did not take a message. Its text is safe to show: a status or a code, nothing that the receiver wrote. */
export class NotDelivered extends Error {
  override readonly name = 'NotDelivered';

  constructor(
    message: string,
    /** Whether it makes no sense to try again: an address that is not allowed stays so. */
    readonly isFinal = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Milliseconds that a receiver has, from the first byte to the last. */
export const sendWithin = 10_000;
