import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { createHash, randomBytes } from 'node:crypto';
import { Clock } from '#platform/clock.js';
import type { Environment } from '#platform/config/environment/environment.js';
import type { Tx } from '#platform/database/transactions.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { Notices } from '../../notices/notices.service.js';
import { formerCookieName } from '#platform/access/session/session-cookie.js';
import { cookieIn } from '../cookies.js';
import { deviceName } from './device.rules.js';
import { KnownDevicesRepository } from './known-devices.repository.js';
import { deviceCookieOf } from '../session-cookie.js';

/** Milliseconds that a browser is remembered after its last sign-in; browsers keep no cookie for longer. */
const deviceLasts = 400 * 24 * 60 * 60_000;

/** Recognises the browsers of an account by a cookie that grants nothing, and notifies the owner of each new one. */
@Injectable()
export class Devices {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly devices: KnownDevicesRepository,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  /** The first browser is not reported: the account was created there. */
  async recognise(tx: Tx, request: Request, userId: string): Promise<void> {
    const { name, options } = deviceCookieOf(this.environment);
    const sent = cookieIn(request, name) ?? cookieIn(request, formerCookieName(this.environment, 'device'));
    const secret = sent !== null && /^[\w-]{43}$/.test(sent) ? sent : randomBytes(32).toString('base64url');
    const seen = await this.devices.see(tx, userId, createHash('sha256').update(secret).digest(), this.clock.now());
    request.res?.cookie(name, secret, { ...options, maxAge: deviceLasts });
    if (seen === 'new') await this.notices.notify(tx, userId, 'device.new', deviceName(request.headers['user-agent']));
  }

  async prune(tx: Tx): Promise<void> {
    await this.devices.forgetBefore(tx, new Date(this.clock.now().getTime() - deviceLasts));
  }
}
