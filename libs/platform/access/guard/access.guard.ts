import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { roleMay } from '#contracts/auth/people/roles.js';
import { forbidden, problem, unauthenticated } from '../../http/problem.js';
import { RequestLimits } from '../../http/limits/request-limit.js';
import { needsSession, needsToken } from './access.errors.js';
import type { Actor } from '../actor.js';
import { AccessOf, IsBackground, ProofOf, WithoutPasswordChange, type Proof } from '../declarations.js';
import { Denials } from '../refusals/denials.js';
import { attachedTo } from '../call.js';
import { AUTHENTICATOR, type Authenticator } from '../ports.js';
import { STEP_UP, type StepUpCheck } from '../second-person.js';

const passwordChangeRequired = problem(
  'forbidden',
  'password-change-required',
  'Choose your own password first. Until then, nothing else is possible.',
);

const secondFactorRequired = problem(
  'forbidden',
  'second-factor-required',
  'Your role needs a second factor. Set one up in your account first (POST /api/auth/mfa/totp, or a passkey).',
);

/** Global, and first: no declaration, no entry. Denials are audit events. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(STEP_UP) private readonly stepUp: StepUpCheck,
    private readonly denials: Denials,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const handler = context.getHandler();
    const access = this.reflector.get(AccessOf, handler);
    if (!access) throw forbidden();
    const background = this.reflector.get(IsBackground, handler) === true || request.headers['x-background'] === '1';
    const actor = await this.authenticator.authenticate(request, { countsAsAction: !background });
    attachedTo(request).actor = actor;
    await this.limits.admit(request, actor);
    if ('publicBecause' in access) return true;
    if (!actor) {
      await this.denials.record(null, request, 'unauthenticated');
      throw unauthenticated({ isRecorded: true });
    }
    if (actor.mustChangePassword && this.reflector.get(WithoutPasswordChange, handler) !== true) throw passwordChangeRequired();
    if (!actor.permissions.has(access.permission)) {
      await this.denials.record(actor, request, access.permission);
      const isOwed = actor.owesSecondFactor === true && roleMay(actor.role, access.permission);
      throw (isOwed ? secondFactorRequired : forbidden)({ isRecorded: true });
    }
    await this.requireProof(actor, request, this.reflector.get(ProofOf, handler)?.proof ?? 'token');
    return true;
  }

  /** A token is never a person: it decides nothing, grants nothing, and gets no proof of identity into its hands. */
  private async requireProof(actor: Actor, request: Request, proof: Proof): Promise<void> {
    if (proof === 'token') return;
    if (proof === 'token-only') return this.requireToken(actor, request);
    if (actor.sessionId === null) {
      await this.denials.record(actor, request, 'needs-session');
      throw needsSession({ isRecorded: true });
    }
    if (proof === 'recent') await this.stepUp.requireRecent(actor);
    if (proof === 'step-up') await this.stepUp.require(actor);
  }

  private async requireToken(actor: Actor, request: Request): Promise<void> {
    if (actor.tokenId !== null) return;
    await this.denials.record(actor, request, 'needs-token');
    throw needsToken({ isRecorded: true });
  }
}
