import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Register, Registered, SetUp, SignIn, SignedIn } from '#contracts/auth/auth.js';
import { SignInMethods } from '#contracts/auth/sign-in-methods.js';
import { Me } from '#contracts/auth/me.js';
import { Audits, AuditsItself, BeforePasswordChange, Public, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { SignInMethodsService } from './sign-in-methods.service.js';
import { RegistrationService } from './registration.service.js';
import { cookieOf } from '../session/session-cookie.js';
import { SessionService } from '../session/session.service.js';
import { SetUpService } from './set-up/set-up.service.js';
import { SignInService } from './sign-in.service.js';

@Controller('auth')
export class SignInController {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly methods: SignInMethodsService,
    private readonly entrance: SignInService,
    private readonly setUps: SetUpService,
    private readonly registrations: RegistrationService,
    private readonly sessions: SessionService,
  ) {}

  @Get('sign-in-methods')
  @Public('The sign-in page must know which forms to show.')
  @Unaudited('Says what the sign-in page shows to everyone.')
  @Answers(SignInMethods)
  signInMethods(): Promise<SignInMethods> {
    return this.methods.methods();
  }

  @Post('login')
  @Public('Signing in is how a visitor becomes known.')
  @AuditsItself('session.started')
  @Answers(SignedIn)
  signIn(@Req() request: Request, @Body({ schema: SignIn }) credentials: SignIn): Promise<SignedIn> {
    return this.entrance.signIn(request, credentials);
  }

  @Post('setup')
  @Public('Before the first account nobody can be signed in; the set-up code proves access to the host.')
  @AuditsItself('setup.completed')
  @Answers(SignedIn, 201)
  setUp(@Req() request: Request, @Body({ schema: SetUp }) command: SetUp): Promise<SignedIn> {
    return this.setUps.complete(request, command);
  }

  @Post('register')
  @Public('Self-registration, where the settings allow it; always as external_client.')
  @AuditsItself('user.registered')
  @Answers(Registered, 201)
  register(@Req() request: Request, @Body({ schema: Register }) command: Register): Promise<Registered> {
    return this.registrations.register(request, command);
  }

  @Post('logout')
  @Requires('account:own')
  @Takes('session')
  @BeforePasswordChange()
  @Audits('session.ended')
  @AnswersNothing()
  async signOut(@Ctx() { tx, actor, audit }: AuditedCall, @Res({ passthrough: true }) response: Response): Promise<void> {
    const { id } = await this.sessions.endOwn(tx, actor);
    audit.add({ object: { type: 'session', id } });
    audit.add({ code: 'signed-out' });
    const { name, options } = cookieOf(this.environment);
    // Not before: a browser would lose a session that lives on.
    tx.afterCommit(() => {
      response.clearCookie(name, options);
      // Not "cookies": that takes those of everything else on this host, and the one by which this browser is known again.
      response.setHeader('Clear-Site-Data', '"cache", "storage"');
    });
  }

  @Get('me')
  @Requires('account:own')
  @BeforePasswordChange()
  @Unaudited('People read their own account.')
  @Answers(Me)
  me(@Ctx() { actor }: Call): Promise<Me> {
    return this.methods.me(actor);
  }
}
