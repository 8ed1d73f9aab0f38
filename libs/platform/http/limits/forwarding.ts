import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { BlockList, isIPv6 } from 'node:net';
import { Log } from '../../logging/log.js';
import { HealthProbe, type Probe, type ProbeResult } from '../../probes/probe.js';

/** By which proxies say for whom they ask. */
const headers = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded'] as const;

const within = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  within.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  within.addSubnet(network, bits, 'ipv6');

/**
 * Detects forwarding headers from a neighbour that is not among `http.trustedProxies`. They are not trusted, so everybody behind
 * that proxy shares one address: five failures of one person then block sign-in for all. The operator is warned, once.
 */
@Injectable()
@HealthProbe({ name: 'proxies', vital: false })
export class Forwarding implements Probe {
  private wasSeen = false;

  constructor(private readonly log: Log) {}

  readonly middleware = (request: Request, _response: Response, next: NextFunction): void => {
    if (!this.wasSeen && headers.some((header) => request.headers[header] !== undefined)) this.inspect(request);
    next();
  };

  check(): Promise<ProbeResult> {
    return Promise.resolve(
      this.wasSeen
        ? {
            status: 'warn',
            message: 'An untrusted proxy forwards requests, so everyone behind it counts as one address. Set http.trustedProxies',
          }
        : { status: 'pass', message: 'No untrusted proxy forwards requests' },
    );
  }

  private inspect(request: Request): void {
    const peer = request.socket.remoteAddress ?? '';
    const isTrusted = request.app.get('trust proxy fn') as (address: string, hop: number) => boolean;
    if (isTrusted(peer, 0)) return;
    this.wasSeen = true;
    this.log.warn('forwarding headers from an untrusted proxy are ignored: everyone behind it counts as one address', {
      setting: 'http.trustedProxies',
      peer: within.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4') ? 'this host or a private network' : 'a public address',
    });
  }
}
