import { Injectable } from '@nestjs/common';
import { isIP } from 'node:net';
import { Settings } from '#platform/config/settings/settings.js';
import { Outbound, PrivateDestination, type Target } from '#platform/outbound/outbound.js';
import { MonitoringSettings } from '../../monitoring.settings.js';
import type { AlertMessage } from '../alert-message.js';
import { NotDelivered, type Channel } from '../channel.js';
import { EmailLogin, type Login } from '../../engine/email-login.js';
import { letterOf } from './letter.rules.js';

/** Milliseconds of silence after which the server is given up; the channel's own limit holds for the whole conversation. */
const silenceMs = 5_000;

/** What the mail server said or how the connection failed, as nodemailer reports it. */
interface SmtpFailure {
  readonly responseCode?: number;
  readonly code?: string;
}

/** Sends alerts to the addresses of the settings by SMTP. Its library is loaded with the first message. */
@Injectable()
export class EmailChannel implements Channel {
  readonly name = 'email';

  constructor(
    private readonly settings: Settings,
    private readonly login: EmailLogin,
    private readonly outbound: Outbound,
  ) {}

  get isSet(): boolean {
    const { host, from, to } = this.email;
    return host !== null && from !== null && to.length > 0;
  }

  /** Whether a server is set and nobody to send to, or nobody to send from. */
  get isIncomplete(): boolean {
    return this.email.host !== null && !this.isSet;
  }

  async send(deliveryId: string, message: AlertMessage, signal: AbortSignal): Promise<string> {
    const { host, from, to } = this.email;
    const target = await this.target(host ?? '');
    const letter = letterOf(deliveryId, message);
    const transport = await this.transport(host ?? '', target, this.currentLogin());
    try {
      const sent = await transport.sendMail({ ...letter, from: { name: 'Chat Man', address: from ?? '' }, to: [...to], signal });
      const refused = sent.rejected.length;
      return refused === 0 ? '250' : `250, ${refused} of ${to.length} recipients refused`;
    } catch (cause) {
      throw new NotDelivered(signal.aborted ? 'timed out' : answerOf(cause), false, { cause });
    } finally {
      transport.close();
    }
  }

  private async target(host: string): Promise<Target> {
    try {
      return await this.outbound.target(host);
    } catch (cause) {
      if (cause instanceof PrivateDestination) throw new NotDelivered('private address refused', true, { cause });
      throw new NotDelivered((cause as NodeJS.ErrnoException).code ?? 'failed', false, { cause });
    }
  }

  private currentLogin(): Login | null {
    try {
      return this.login.current();
    } catch (cause) {
      throw new NotDelivered('the password file can’t be read', false, { cause });
    }
  }

  /** To the address that was checked; the certificate has to be that of the name. */
  private async transport(host: string, { address }: Target, auth: Login | null) {
    const { createTransport } = await import('nodemailer');
    const { port, tls } = this.email;
    return createTransport({
      host: address,
      port,
      secure: tls === 'implicit',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      tls: { ...(isIP(host) === 0 ? { servername: host } : {}), minVersion: 'TLSv1.2', rejectUnauthorized: true },
      ...(auth ? { auth } : {}),
      name: '[127.0.0.1]', // what it calls itself to the server, instead of the name of this host
      connectionTimeout: silenceMs,
      greetingTimeout: silenceMs,
      socketTimeout: silenceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
      logger: false,
    });
  }

  private get email() {
    return this.settings.of(MonitoringSettings).email;
  }
}

/** Failures that have no code of the server, in words. */
const words: Readonly<Record<string, string>> = { ETLS: 'no TLS', ETIMEDOUT: 'timed out', ESOCKET: 'connection failed' };

/** Codes alone: what the server wrote may name people. */
function answerOf(failure: unknown): string {
  const { responseCode, code } = failure as SmtpFailure;
  return words[code ?? ''] ?? (responseCode === undefined ? (code ?? 'failed') : String(responseCode));
}
