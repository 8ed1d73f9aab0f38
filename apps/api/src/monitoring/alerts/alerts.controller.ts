import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Id } from '#contracts/common.js';
import { Alert, AlertPage, AlertQuery, AlertTestAnswer } from '#contracts/monitoring/alerts.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Audits, AuditsItself, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { AlertTests } from '../delivery/alert-tests.js';
import { AlertsService } from './alerts.service.js';

@Controller('security/alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly tests: AlertTests,
  ) {}

  @Get()
  @Requires('monitoring:read')
  @Unaudited('rules, numbers and random ids')
  @Answers(AlertPage)
  list(@Query({ schema: AlertQuery }) query: AlertQuery): Promise<AlertPage> {
    return this.alerts.list(query);
  }

  @Get(':id')
  @Requires('monitoring:read')
  @Unaudited('rules, numbers and random ids')
  @Answers(Alert)
  show(@Param('id', { schema: Id }) id: string): Promise<Alert> {
    return this.alerts.show(id);
  }

  @Post('test')
  @Requires('settings:change')
  @Takes('token')
  @AuditsItself('alert.tested')
  @Answers(AlertTestAnswer)
  test(@Ctx() { actor }: Call): Promise<AlertTestAnswer> {
    return this.tests.send(actor);
  }

  @Post(':id/acknowledge')
  @Requires('alerts:acknowledge')
  @Takes('token')
  @Audits('alert.acknowledged')
  @Answers(Alert)
  acknowledge(@Ctx() { tx, actor, audit }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<Alert> {
    audit.add({ object: { type: 'alert', id } });
    return this.alerts.acknowledge(tx, actor, id);
  }
}
