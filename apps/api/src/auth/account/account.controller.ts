import { Body, Controller, Delete, Get, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { ChangePassword, SessionList, StepUp, SteppedUp, StepUpProofs } from '#contracts/auth/auth.js';
import { Id } from '#contracts/common.js';
import { ResetPassword } from '#contracts/auth/people/users.js';
import { Audits, AuditsItself, BeforePasswordChange, Public, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { PasswordService } from '../password/password.service.js';
import { ProofKinds } from '../step-up/proof-kinds.js';
import { StepUpService } from '../step-up/step-up.service.js';
import { ResetLinks } from '../users/reset-links.service.js';
import { SessionService } from '../session/session.service.js';

/** What people do with their own account. */
@Controller('auth')
export class AccountController {
  constructor(
    private readonly passwords: PasswordService,
    private readonly sessions: SessionService,
    private readonly stepUps: StepUpService,
    private readonly proofKinds: ProofKinds,
    private readonly resetLinks: ResetLinks,
  ) {}

  @Post('password')
  @Requires('account:own')
  @Takes('session')
  @BeforePasswordChange()
  @AuditsItself('password.changed')
  @AnswersNothing()
  async changePassword(
    @Ctx() { actor }: Call,
    @Req() request: Request,
    @Body({ schema: ChangePassword }) command: ChangePassword,
  ): Promise<void> {
    await this.passwords.change(actor, request, command);
  }

  @Post('reset-password')
  @Public('The link from the administrator is the proof; it works once.')
  @AuditsItself('password.reset')
  @AnswersNothing()
  async resetPassword(@Req() request: Request, @Body({ schema: ResetPassword }) command: ResetPassword): Promise<void> {
    await this.resetLinks.use(request, command);
  }

  @Get('step-up')
  @Requires('account:own')
  @BeforePasswordChange()
  @Unaudited('People read their own account.')
  @Answers(StepUpProofs)
  stepUpProofs(@Ctx() { actor }: Call): Promise<StepUpProofs> {
    return this.proofKinds.of(actor);
  }

  @Post('step-up')
  @Requires('account:own')
  @Takes('session')
  @BeforePasswordChange()
  @AuditsItself('step-up.passed')
  @Answers(SteppedUp)
  stepUp(@Ctx() { actor }: Call, @Req() request: Request, @Body({ schema: StepUp }) proof: StepUp): Promise<SteppedUp> {
    return this.stepUps.stepUp(actor, request, proof);
  }

  @Get('sessions')
  @Requires('account:own')
  @Unaudited('People read their own sessions.')
  @Answers(SessionList)
  async listSessions(@Ctx() { actor }: Call): Promise<SessionList> {
    return { items: await this.sessions.list(actor), nextCursor: null };
  }

  @Delete('sessions')
  @Requires('account:own')
  @Takes('recent')
  @Audits('session.ended')
  @AnswersNothing()
  async endOtherSessions(@Ctx() { tx, actor, audit }: AuditedCall): Promise<void> {
    await this.stepUps.requireRecent(actor);
    const ended = await this.sessions.endOthers(tx, actor);
    audit.add({ object: { type: 'user', id: actor.id }, code: 'all-others', detail: { ended } });
  }

  @Delete('sessions/:id')
  @Requires('account:own')
  @Takes('recent')
  @Audits('session.ended')
  @AnswersNothing()
  async endSession(@Ctx() { tx, actor }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<void> {
    await this.stepUps.requireRecent(actor);
    await this.sessions.end(tx, actor, id);
  }
}
