import { Body, Controller, Delete, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FinishSso, SignedIn, SteppedUp } from '#contracts/auth/auth.js';
import { OwnSso, SsoStarted, StartSso } from '#contracts/auth/sso.js';
import { Audits, AuditsItself, BeforePasswordChange, Public, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type Call, type PublicCall } from '#platform/access/call.js';
import { Answers, AnswersNothing, AnswersRaw } from '#platform/http/reference/answers.js';
import { SsoCookie } from './sso-cookie.js';
import { SsoStepUp } from './sso-step-up.js';
import { SsoLink } from './sso-link.js';
import { SsoService } from './sso.service.js';

@Controller('auth/sso')
export class SsoController {
  constructor(
    private readonly cookie: SsoCookie,
    private readonly sso: SsoService,
    private readonly links: SsoLink,
    private readonly stepUps: SsoStepUp,
  ) {}

  @Get()
  @Requires('account:own')
  @Unaudited('People read their own account.')
  @Answers(OwnSso)
  own(@Ctx() { actor }: Call): Promise<OwnSso> {
    return this.links.own(actor);
  }

  @Get('start')
  @Public('Signing in is how a visitor becomes known; to link an account or to step up, its session is asked for.')
  @Unaudited('Nothing has happened yet; the outcome is recorded.')
  @AnswersRaw('text/html', 'Sends the browser to the provider.', 303)
  async start(
    @Ctx() { actor: visitor }: PublicCall,
    @Query({ schema: StartSso }) { purpose }: StartSso,
    @Res() response: Response,
  ): Promise<void> {
    const { location, key } = await this.sso.start(purpose, visitor);
    this.cookie.put(response, key);
    response.redirect(303, location);
  }

  @Post('start')
  @Public('Signing in is how a visitor becomes known; to link an account or to step up, its session is asked for.')
  @Unaudited('Nothing has happened yet; the outcome is recorded.')
  @Answers(SsoStarted)
  async begin(
    @Ctx() { actor: visitor }: PublicCall,
    @Body({ schema: StartSso }) { purpose }: StartSso,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SsoStarted> {
    const { location, key } = await this.sso.start(purpose, visitor);
    this.cookie.put(response, key);
    return { location };
  }

  @Get('callback')
  @Public('The provider sends the browser here from another site; what it brings is checked, and begins no session by itself.')
  @AuditsItself('session.refused')
  @AnswersRaw('text/html', 'Sends the browser to the portal: `?sso=finish`, or `?sso=refused`.', 303)
  async callback(@Req() request: Request, @Res() response: Response): Promise<void> {
    const query = new URL(request.originalUrl, 'http://callback').search;
    const { key, address } = await this.sso.takeAnswer(request, this.cookie.keyIn(request), query);
    this.cookie.put(response, key);
    response.redirect(303, address);
  }

  @Post('finish')
  @Public('The provider has vouched for this browser; the cookie of the attempt is the proof, once.')
  @AuditsItself('session.started')
  @Answers(SignedIn)
  async finish(
    @Req() request: Request,
    @Body({ schema: FinishSso }) command: FinishSso,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedIn> {
    const answer = await this.sso.finish(request, this.cookie.keyIn(request), command);
    this.cookie.put(response, null);
    return answer;
  }

  @Post('step-up')
  @Requires('account:own')
  @Takes('session')
  @BeforePasswordChange()
  @AuditsItself('step-up.passed')
  @Answers(SteppedUp)
  stepUp(@Ctx() { actor }: Call, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SteppedUp> {
    this.cookie.put(response, null);
    return this.stepUps.finish(actor, request, this.cookie.keyIn(request));
  }

  @Post('link')
  @Requires('account:own')
  @Takes('recent')
  @Audits('sso.linked')
  @Answers(OwnSso)
  async link(
    @Ctx() { tx, actor, audit }: AuditedCall,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OwnSso> {
    audit.add({ object: { type: 'user', id: actor.id } });
    tx.afterCommit(() => this.cookie.put(response, null));
    return this.links.link(tx, actor, this.cookie.keyIn(request));
  }

  @Delete('link')
  @Requires('account:own')
  @Takes('recent')
  @Audits('sso.unlinked')
  @AnswersNothing()
  async unlink(@Ctx() { tx, actor, audit }: AuditedCall): Promise<void> {
    audit.add({ object: { type: 'user', id: actor.id } });
    await this.links.unlink(tx, actor);
  }
}
