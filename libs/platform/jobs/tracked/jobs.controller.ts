import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Id } from '#contracts/common.js';
import { Job, JobPage, JobQuery } from '#contracts/jobs.js';
import { Ctx, type AuditedCall, type Call } from '../../access/call.js';
import { Audits, Requires, Takes, Unaudited } from '../../access/declarations.js';
import { Answers } from '../../http/reference/answers.js';
import { TrackedJobs } from './tracked-jobs.js';

@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: TrackedJobs) {}

  @Get()
  @Requires('account:own')
  @Unaudited('Says how far work is, without content.')
  @Answers(JobPage)
  list(@Ctx() { actor }: Call, @Query({ schema: JobQuery }) query: JobQuery): Promise<JobPage> {
    return this.jobs.list(actor, query);
  }

  @Get(':id')
  @Requires('account:own')
  @Unaudited('Says how far work is, without content.')
  @Answers(Job)
  show(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<Job> {
    return this.jobs.show(actor, id);
  }

  @Post(':id/cancel')
  @Requires('account:own')
  @Takes('token')
  @Audits('job.cancelled')
  @Answers(Job)
  cancel(@Ctx() { tx, actor }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<Job> {
    return this.jobs.cancel(tx, actor, id);
  }
}
