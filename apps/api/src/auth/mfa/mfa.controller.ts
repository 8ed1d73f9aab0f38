import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ConfirmTotp, RecoveryCodes, TotpEnrolment } from '#contracts/auth/factors/mfa.js';
import { Audits, BeforePasswordChange, Requires, ShownOnce, Takes } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall } from '#platform/access/call.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
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
  async begin(@Ctx() { tx, actor, audit }: AuditedCall): Promise<TotpEnrolment> {
    audit.add({ object: { type: 'user', id: actor.id } });
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
    @Ctx() { tx, actor, audit }: AuditedCall,
    @Body({ schema: ConfirmTotp }) { code }: ConfirmTotp,
  ): Promise<RecoveryCodes> {
    audit.add({ object: { type: 'user', id: actor.id } });
    return this.mfa.confirm(tx, actor, code);
  }

  @Delete('totp')
  @Requires('account:own')
  @Takes('recent')
  @Audits('mfa.removed')
  @AnswersNothing()
  async remove(@Ctx() { tx, actor, audit }: AuditedCall): Promise<void> {
    audit.add({ object: { type: 'user', id: actor.id } });
    await this.mfa.removeTotp(tx, actor.id);
  }

  @Post('recovery-codes')
  @Requires('account:own')
  @Takes('recent')
  @Audits('mfa.recovery-codes-made')
  @ShownOnce()
  @Answers(RecoveryCodes, 201)
  async renewRecoveryCodes(@Ctx() { tx, actor, audit }: AuditedCall): Promise<RecoveryCodes> {
    audit.add({ object: { type: 'user', id: actor.id } });
    return this.mfa.renewRecoveryCodes(tx, actor.id);
  }
}
