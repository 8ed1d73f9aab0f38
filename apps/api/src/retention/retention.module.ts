import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HoldItemRow } from './holds/hold-item.entity.js';
import { HoldReminders } from './holds/hold-reminders.js';
import { HoldReleaseService } from './holds/hold-release.service.js';
import { HoldRow } from './holds/hold.entity.js';
import { HoldRepository } from './holds/hold.repository.js';
import { HoldsController } from './holds/holds.controller.js';
import { HoldsService } from './holds/holds.service.js';
import { CollectionPoliciesController } from './policies/collection-policies.controller.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PoliciesService } from './policies/policies.service.js';
import { PolicyDecisions } from './policies/policy-decisions.js';
import { PolicyRepository } from './policies/policy.repository.js';
import { RetentionEvidence } from './retention-evidence.js';
import { RetentionRunningModule } from './retention-running.module.js';
import { RetentionFacade } from './retention.facade.js';
import { RetentionSchedule } from './runs/retention.schedule.js';
import { RunJob } from './runs/run.job.js';
import { RunsController } from './runs/runs.controller.js';
import { RunsService } from './runs/runs.service.js';
import { StartingRuns } from './runs/starting-runs.js';

const policies = [PolicyRepository, PoliciesService, PolicyDecisions];
const runs = [StartingRuns, RunsService, RunJob, RetentionSchedule];
const holds = [HoldRepository, HoldsService, HoldReleaseService, HoldReminders];

@Module({
  imports: [TypeOrmModule.forFeature([HoldRow, HoldItemRow]), RetentionRunningModule],
  controllers: [PoliciesController, CollectionPoliciesController, RunsController, HoldsController],
  providers: [...policies, ...runs, ...holds, RetentionFacade, RetentionEvidence],
  exports: [RetentionFacade],
})
export class RetentionModule {}
