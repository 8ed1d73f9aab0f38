import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ConfirmTotp, RecoveryCodes, TotpEnrolment } from '#contracts/mfa.js';
import type { Actor } from '#platform/access/actor.js';
import { Audits, BeforePasswordChange, Requires, ShownOnce, Takes } from '#platform/access/declarations.js';
import { CurrentActor, InTransaction, Noting, type AuditNote } from '#platform/access/parameters.js';
import type { Tx } from '#platform/database/transactions.js';
import { Answers, AnswersNothing } from '#platform/http/answers.js';
import { MfaService } from './mfa.service.js';

@Controller('auth/mfa')
export class MfaController {
  constructor(private readonly mfa: MfaService) {}

  @Post('totp')
  @Requires('account:own')
  @Takes('recent')
  @BeforePasswordChange()
  @Audits('mfa.enrolment-started')
  @ShownOnce()
  @Answers(TotpEnrolment, 201)
  async begin(@CurrentActor() actor: Actor, @InTransaction() tx: Tx, @Noting() note: AuditNote): Promise<TotpEnrolment> {
    note.object = { type: 'user', id: actor.id };
    return this.mfa.begin(tx, actor);
  }

  @Post('totp/confirm')
  @Requires('account:own')
  @Takes('recent')
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
    note.object = { type: 'user', id: actor.id };
    return this.mfa.confirm(tx, actor, code);
  }

  @Delete('totp')
  @Requires('account:own')
  @Takes('recent')
  @Audits('mfa.removed')
  @AnswersNothing()
  async remove(@CurrentActor() actor: Actor, @InTransaction() tx: Tx, @Noting() note: AuditNote): Promise<void> {
    note.object = { type: 'user', id: actor.id };
    await this.mfa.removeTotp(tx, actor.id);
  }

  @Post('recovery-codes')
  @Requires('account:own')
  @Takes('recent')
  @Audits('mfa.recovery-codes-made')
  @ShownOnce()
  @Answers(RecoveryCodes, 201)
  async renewRecoveryCodes(
    @CurrentActor() actor: Actor,
    @InTransaction() tx: Tx,
    @Noting() note: AuditNote,
  ): Promise<RecoveryCodes> {
    note.object = { type: 'user', id: actor.id };
    return this.mfa.renewRecoveryCodes(tx, actor.id);
  }
}
