import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Environment } from '#platform/config/environment/environment.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { cookieIn } from '../session/cookies.js';
import { ssoCookieOf } from '../session/session-cookie.js';
import { attemptLasts } from './sso.repository.js';

/** The key of an attempt, in the browser that made it. */
@Injectable()
export class SsoCookie {
  private readonly cookie;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.cookie = ssoCookieOf(environment);
  }

  keyIn(request: Request): string | null {
    return cookieIn(request, this.cookie.name);
  }

  /** Null: the attempt is over. */
  put(response: Response, key: string | null): void {
    const { name, options } = this.cookie;
    if (key === null) response.clearCookie(name, options);
    else response.cookie(name, key, { ...options, maxAge: attemptLasts });
  }
}
