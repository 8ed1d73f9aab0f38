import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsController } from './jobs.controller.js';
import { TrackedJobRow } from './tracked-job.entity.js';
import { TrackedJobs } from './tracked-jobs.js';
import { TrackedJobsRepository } from './tracked-jobs.repository.js';

/** Separate from the platform, which the CLI uses without followers. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([TrackedJobRow])],
  controllers: [JobsController],
  providers: [TrackedJobs, TrackedJobsRepository],
  exports: [TrackedJobs],
})
export class TrackedJobsModule {}
