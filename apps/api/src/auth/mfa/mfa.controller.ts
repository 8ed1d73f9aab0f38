import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ConfirmTotp, RecoveryCodes, TotpEnrolment } from '#contracts/mfa.js';
import type { Actor } from '#platform/access/actor.js';
import { Audits, BeforePasswordChange, Requires, ShownOnce } from '#platform/access/declarations.js';
import { CurrentActor, InTransaction, Noting, type AuditNote } from '#platform/access/parameters.js';
import type { Tx } from '#platform/database/transactions.js';
import { Answers, AnswersNothing } from '#platform/http/answers.js';
import { StepUpService } from '../step-up/step-up.service.js';
import { MfaService } from './mfa.service.js';

@Controller('auth/mfa')
export class MfaController {
  constructor(
    private readonly mfa: MfaService,
    private readonly stepUp: StepUpService,
  ) {}

  @Post('totp')
  @Requires('account:own')
  @BeforePasswordChange()
  @Audits('mfa.enrolment-started')
  @ShownOnce()
  @Answers(TotpEnrolment, 201)
  async begin(@CurrentActor() actor: Actor, @InTransaction() tx: Tx, @Noting() note: AuditNote): Promise<TotpEnrolment> {
    await this.stepUp.requireRecent(actor);
    note.object = { type: 'user', id: actor.id };
    return this.mfa.begin(tx, actor);
  }

  @Post('totp/confirm')
  @Requires('account:own')
  @BeforePasswordChange()
  @Audits('mfa.enrolled')
  @ShownOnce()
  @Answers(RecoveryCodes)
  async confirm(
    @CurrentActor() actor: Actor,
    @InTransaction() tx: Tx,
    @Noting() note: AuditNote,
    @Body({ schema: ConfirmTotp }) { code }: ConfirmTotp,
  ): Promise<RecoveryCodes> {
    await this.stepUp.requireRecent(actor);
    note.object = { type: 'user', id: actor.id };
    return this.mfa.confirm(tx, actor, code);
  }

  @Delete('totp')
  @Requires('account:own')
  @Audits('mfa.removed')
  @AnswersNothing()
  async remove(@CurrentActor() actor: Actor, @InTransaction() tx: Tx, @Noting() note: AuditNote): Promise<void> {
    await this.stepUp.requireRecent(actor);
    note.object = { type: 'user', id: actor.id };
    await this.mfa.removeTotp(tx, actor.id);
  }

  @Post('recovery-codes')
  @Requires('account:own')
  @Audits('mfa.recovery-codes-made')
  @ShownOnce()
  @Answers(RecoveryCodes, 201)
  async renewRecoveryCodes(
    @CurrentActor() actor: Actor,
    @InTransaction() tx: Tx,
    @Noting() note: AuditNote,
  ): Promise<RecoveryCodes> {
    await this.stepUp.requireRecent(actor);
    note.object = { type: 'user', id: actor.id };
    return this.mfa.renewRecoveryCodes(tx, actor.id);
  }
}
