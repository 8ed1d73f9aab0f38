import { Controller, Get, Query } from '@nestjs/common';
import { AuditActors, AuditActorsQuery } from '#contracts/audit/audit.js';
import { Audits, Requires } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall } from '#platform/access/call.js';
import { Answers } from '#platform/http/reference/answers.js';
import { PeopleNames } from './people-names.js';

/** The audit log knows people by their ids, so that a name can be erased without touching it. This room says whose they are. */
@Controller('audit/actors')
export class ActorNamesController {
  constructor(private readonly names: PeopleNames) {}

  @Get()
  @Requires('audit:read')
  @Audits('audit.actors-named')
  @Answers(AuditActors)
  of(@Ctx() { audit }: AuditedCall, @Query({ schema: AuditActorsQuery }) query: AuditActorsQuery): Promise<AuditActors> {
    audit.add({ detail: query });
    return this.names.asked(query);
  }
}
