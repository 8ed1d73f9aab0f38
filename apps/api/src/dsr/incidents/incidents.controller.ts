import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import {
  ChangeIncident,
  CloseIncident,
  DecideIncident,
  Incident,
  IncidentForm,
  IncidentList,
  IncidentQuery,
  RecordIncident,
  UpdateIncident,
} from '#contracts/rights/incidents.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Ctx, type AuditedCall, type IdempotentCall } from '#platform/access/call.js';
import { Audits, AuditsItself, DoneOnce, Requires, Takes, TakesTwo, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { IncidentClosing } from './incident-closing.service.js';
import { IncidentsService } from './incidents.service.js';

@Controller('security/incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentsService,
    private readonly closing: IncidentClosing,
  ) {}

  @Get()
  @Requires('incidents:handle')
  @Unaudited('The register, for those who keep it; each change of it is recorded.')
  @Answers(IncidentList)
  list(@Query({ schema: IncidentQuery }) query: IncidentQuery): Promise<IncidentList> {
    return this.incidents.list(query);
  }

  @Post()
  @Requires('incidents:handle')
  @Takes('session')
  @Audits('incident.recorded')
  @Answers(Incident, 201)
  record(@Ctx() call: AuditedCall, @Body({ schema: RecordIncident }) command: RecordIncident): Promise<Incident> {
    return this.incidents.record(call, command);
  }

  @Get(':id')
  @Requires('incidents:handle')
  @Unaudited('The register, for those who keep it; each change of it is recorded.')
  @Answers(Incident)
  show(@Param('id', { schema: Id }) id: string): Promise<Incident> {
    return this.incidents.one(id);
  }

  @Patch(':id')
  @Requires('incidents:handle')
  @Takes('session')
  @Audits('incident.changed')
  @Answers(Incident)
  change(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeIncident }) command: ChangeIncident,
  ): Promise<Incident> {
    return this.incidents.change(call, id, command);
  }

  @Post(':id/updates')
  @Requires('incidents:handle')
  @Takes('session')
  @Audits('incident.updated')
  @Answers(Incident, 201)
  update(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: UpdateIncident }) { text }: UpdateIncident,
  ): Promise<Incident> {
    return this.incidents.update(call, id, text);
  }

  @Post(':id/decide')
  @Requires('incidents:handle')
  @Takes('session')
  @Audits('incident.decided')
  @Answers(Incident)
  decide(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: DecideIncident }) command: DecideIncident,
  ): Promise<Incident> {
    return this.incidents.decide(call, id, command);
  }

  @Post(':id/close')
  @Requires('incidents:handle')
  @TakesTwo(['incident.close'], 'always')
  @AuditsItself('incident.closed')
  @DoneOnce()
  @AnswersOrAwaiting(Incident)
  close(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: CloseIncident }) command: CloseIncident,
  ): Promise<Incident | AwaitingApproval> {
    return this.closing.ask(call, id, command);
  }

  @Get(':id/form')
  @Requires('incidents:handle')
  @Unaudited('The register, for those who keep it; each change of it is recorded.')
  @Answers(IncidentForm)
  form(@Param('id', { schema: Id }) id: string): Promise<IncidentForm> {
    return this.incidents.form(id);
  }
}
