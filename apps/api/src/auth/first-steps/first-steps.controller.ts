import { Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ConfirmedFirstStep, FirstSteps } from '#contracts/auth/first-steps.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Audits, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { FirstStepsService } from './first-steps.service.js';

@Controller('first-steps')
export class FirstStepsController {
  constructor(private readonly steps: FirstStepsService) {}

  @Get()
  @Requires('settings:change')
  @Unaudited('facts of the installation, and nobody’s data')
  @Answers(FirstSteps)
  list(@Ctx() { actor }: Call): Promise<FirstSteps> {
    return this.steps.list(actor);
  }

  @Put('dismissal')
  @Requires('settings:change')
  @Takes('session')
  @Audits('first-steps.dismissed')
  @AnswersNothing()
  async dismiss(@Ctx() { tx, actor }: AuditedCall): Promise<void> {
    await this.steps.dismiss(tx, actor);
  }

  @Put(':step/confirmation')
  @Requires('settings:change')
  @Takes('session')
  @Audits('first-step.confirmed')
  @AnswersNothing()
  async confirm(
    @Ctx() { tx, actor, audit }: AuditedCall,
    @Param('step', { schema: ConfirmedFirstStep }) step: ConfirmedFirstStep,
  ): Promise<void> {
    await this.steps.confirm(tx, actor, step);
    audit.add({ code: step });
  }

  @Delete(':step/confirmation')
  @Requires('settings:change')
  @Takes('session')
  @Audits('first-step.withdrawn')
  @AnswersNothing()
  async withdraw(
    @Ctx() { tx, audit }: AuditedCall,
    @Param('step', { schema: ConfirmedFirstStep }) step: ConfirmedFirstStep,
  ): Promise<void> {
    await this.steps.withdraw(tx, step);
    audit.add({ code: step });
  }
}
