import { Body, Controller, Delete, Get, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { ChangePassword, SessionList, StepUp, SteppedUp, StepUpProofs } from '#contracts/auth.js';
import { Id } from '#contracts/common.js';
import { ResetPassword } from '#contracts/users.js';
import type { Actor } from '#platform/access/actor.js';
import { Audits, AuditsItself, BeforePasswordChange, Public, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { CurrentActor, InTransaction, Noting, type AuditNote } from '#platform/access/parameters.js';
import type { Tx } from '#platform/database/transactions.js';
import { Answers, AnswersNothing } from '#platform/http/answers.js';
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
    @CurrentActor() actor: Actor,
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
  @Unaudited('People look at their own account.')
  @Answers(StepUpProofs)
  stepUpProofs(@CurrentActor() actor: Actor): Promise<StepUpProofs> {
    return this.proofKinds.of(actor);
  }

  @Post('step-up')
  @Requires('account:own')
  @Takes('session')
  @BeforePasswordChange()
  @AuditsItself('step-up.passed')
  @Answers(SteppedUp)
  stepUp(@CurrentActor() actor: Actor, @Req() request: Request, @Body({ schema: StepUp }) proof: StepUp): Promise<SteppedUp> {
    return this.stepUps.stepUp(actor, request, proof);
  }

  @Get('sessions')
  @Requires('account:own')
  @Unaudited('People look at their own sessions.')
  @Answers(SessionList)
  async listSessions(@CurrentActor() actor: Actor): Promise<SessionList> {
    return { items: await this.sessions.list(actor), nextCursor: null };
  }

  @Delete('sessions')
  @Requires('account:own')
  @Takes('recent')
  @Audits('session.ended')
  @AnswersNothing()
  async endOtherSessions(@CurrentActor() actor: Actor, @InTransaction() tx: Tx, @Noting() note: AuditNote): Promise<void> {
    await this.stepUps.requireRecent(actor);
    const ended = await this.sessions.endOthers(tx, actor);
    Object.assign(note, { object: { type: 'user', id: actor.id }, code: 'all-others', detail: { ended } });
  }

  @Delete('sessions/:id')
  @Requires('account:own')
  @Takes('recent')
  @Audits('session.ended')
  @AnswersNothing()
  async endSession(
    @CurrentActor() actor: Actor,
    @InTransaction() tx: Tx,
    @Param('id', { schema: Id }) id: string,
  ): Promise<void> {
    await this.stepUps.requireRecent(actor);
    await this.sessions.end(tx, actor, id);
  }
}
