import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { OutboundSettings } from './outbound.settings.js';
import { isPrivateAddress, NamedHosts } from './private-addresses.js';

export interface OutboundMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The address leads to this host or into the organisation's network, and nobody has allowed that (`outbound.privateHosts`). */
export class PrivateDestination extends Error {
  override readonly name = 'PrivateDestination';

  constructor() {
    super('the address leads into a private network that outbound.privateHosts does not name');
  }
}

interface Target {
  readonly address: string;
  readonly family: number;
}

/**
 * Calls addresses that come from settings. A name is resolved once, every address of it is checked, and the connection goes to the one that was
 * checked: a name that answers otherwise the next moment leads nowhere else. Redirections are not followed; each would be another address, and
 * would carry what was sent along.
 */
@Injectable()
export class Outbound {
  constructor(private readonly settings: Settings) {}

  /** @returns the status of the answer, of which nothing else is read */
  async post(url: string, { headers, body }: OutboundMessage, signal: AbortSignal): Promise<number> {
    const { protocol, hostname } = new URL(url);
    const target = await this.checked(hostname.replace(/^\[|\]$/g, ''));
    const pinned: LookupFunction = (_name, { all }, done) =>
      all ? done(null, [target]) : done(null, target.address, target.family);
    const request = (protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: pinned,
      agent: false, // a kept connection would lead where an earlier look-up led
      signal,
    });
    return new Promise((resolve, reject) => {
      request.once('error', reject);
      request.once('response', (response) => {
        response.on('error', () => undefined); // its body is nobody's business
        response.destroy();
        resolve(response.statusCode ?? 0);
      });
      request.end(body);
    });
  }

  private async checked(host: string): Promise<Target> {
    const family = isIP(host);
    const targets = family === 0 ? await lookup(host, { all: true }) : [{ address: host, family }];
    const allowed = new NamedHosts(this.settings.of(OutboundSettings).privateHosts);
    if (targets.some(({ address }) => isPrivateAddress(address) && !allowed.has(host, address))) throw new PrivateDestination();
    return targets[0]!;
  }
}
