import { connect } from 'node:tls';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '#platform/config/environment/environment.js';
import { RaisesAlerts, type AlertSource, type Condition } from '#platform/monitoring/alert-source.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { certificateCondition } from './certificate.rules.js';

/** Milliseconds between two looks at the certificate: it changes every few weeks. */
const lookEveryMs = 3_600_000;

/** The certificate that people’s browsers get at `PUBLIC_URL`, wherever TLS ends. Without https there is none to watch. */
@Injectable()
@RaisesAlerts({ rules: ['certificate-expiry'] })
export class CertificateAlerts implements AlertSource {
  private seen: { readonly at: number; readonly validTo: Date } | null = null;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'publicUrl'>) {}

  async conditions(now: Date, signal: AbortSignal): Promise<Condition[]> {
    const { publicUrl } = this.environment;
    if (publicUrl === null || !publicUrl.startsWith('https:')) return [];
    if (this.seen === null || now.getTime() - this.seen.at >= lookEveryMs)
      this.seen = { at: now.getTime(), validTo: await certificateEnd(new URL(publicUrl), signal) };
    const condition = certificateCondition(this.seen.validTo, now);
    return condition === null ? [] : [condition];
  }
}

/** Whether the certificate is trusted is not asked: an expired one, or one of the organisation’s own, has an end too. */
function certificateEnd({ hostname, port }: URL, signal: AbortSignal): Promise<Date> {
  return new Promise((resolve, reject) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(port || 443), servername: host, rejectUnauthorized: false }, () => {
      resolve(new Date(socket.getPeerCertificate().valid_to));
      socket.destroy();
    });
    const giveUp = (): void => void socket.destroy(new Error('no certificate in time'));
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once('error', reject);
    socket.once('close', () => signal.removeEventListener('abort', giveUp));
  });
}
