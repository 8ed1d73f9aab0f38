import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Id } from '#contracts/common.js';
import { Job, JobPage, JobQuery } from '#contracts/jobs.js';
import type { Actor } from '../../access/actor.js';
import { Audits, Requires, Takes, Unaudited } from '../../access/declarations.js';
import { CurrentActor, InTransaction } from '../../access/parameters.js';
import type { Tx } from '../../database/transactions.js';
import { Answers } from '../../http/answers.js';
import { TrackedJobs } from './tracked-jobs.js';

@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: TrackedJobs) {}

  @Get()
  @Requires('account:own')
  @Unaudited('Says how far work is, without content.')
  @Answers(JobPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: JobQuery }) query: JobQuery): Promise<JobPage> {
    return this.jobs.list(actor, query);
  }

  @Get(':id')
  @Requires('account:own')
  @Unaudited('Says how far work is, without content.')
  @Answers(Job)
  show(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<Job> {
    return this.jobs.show(actor, id);
  }

  @Post(':id/cancel')
  @Requires('account:own')
  @Takes('token')
  @Audits('job.cancelled')
  @Answers(Job)
  cancel(@InTransaction() tx: Tx, @CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<Job> {
    return this.jobs.cancel(tx, actor, id);
  }
}
