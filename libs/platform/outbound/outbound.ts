import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings/settings.js';
import { OutboundSettings } from './outbound.settings.js';
import { isPrivateAddress, NamedHosts } from './private-addresses.js';

export interface OutboundMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The address leads to this host or into the organisation's network, which is not allowed (`outbound.privateHosts`). */
export class PrivateDestination extends Error {
  override readonly name = 'PrivateDestination';

  constructor() {
    super('the address is in a private network that outbound.privateHosts doesn’t list');
  }
}

export interface OutboundCall {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  /** A host that the deployer has named for these calls themselves; it may be private. */
  readonly namedHost?: string | undefined;
}

/** A response is longer than anything expected here. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';
}

/** Bytes; metadata and keys of a provider have a few thousand. */
const longestAnswer = 1_000_000;
const bodiless = new Set([204, 205, 304]);

/** An address that was checked. Connections go to it and not to the name again, which may answer otherwise the next moment. */
export interface Target {
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
    const response = await this.call(url, { method: 'POST', headers, body, signal });
    response.destroy();
    return response.statusCode ?? 0;
  }

  /** As `fetch`, for libraries that take one. An answer that is too long, or a redirection, is not followed up. */
  async fetch(url: string, call: OutboundCall): Promise<Response> {
    const response = await this.call(url, call);
    const status = response.statusCode ?? 0;
    const text = await limited(response, longestAnswer);
    const answered = Object.entries(response.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    );
    return new Response(bodiless.has(status) ? null : text, { status, headers: answered });
  }

  /** Where a host name or address leads, for connections other than HTTP. @throws PrivateDestination */
  async target(host: string, isNamed = false): Promise<Target> {
    const family = isIP(host);
    const targets = family === 0 ? await lookup(host, { all: true }) : [{ address: host, family }];
    const allowed = new NamedHosts(this.settings.of(OutboundSettings).privateHosts);
    if (!isNamed && targets.some(({ address }) => isPrivateAddress(address) && !allowed.has(host, address)))
      throw new PrivateDestination();
    return targets[0]!;
  }

  private async call(url: string, { method, headers, body, signal, namedHost }: OutboundCall): Promise<IncomingMessage> {
    const { protocol, hostname } = new URL(url);
    const target = await this.target(hostname.replace(/^\[|\]$/g, ''), hostname === namedHost);
    const pinned: LookupFunction = (_name, { all }, done) =>
      all ? done(null, [target]) : done(null, target.address, target.family);
    const request = (protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) },
      lookup: pinned,
      agent: false, // a kept connection would lead where an earlier lookup led
      ...(signal ? { signal } : {}),
    });
    return new Promise((resolve, reject) => {
      request.once('error', reject);
      request.once('response', (response) => {
        response.on('error', () => undefined); // its reader gets the error from the stream itself
        resolve(response);
      });
      request.end(body);
    });
  }
}

async function limited(response: IncomingMessage, most: number): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > most) {
      response.destroy();
      throw new AnswerTooLong();
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
