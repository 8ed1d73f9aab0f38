import { Service, inject } from '@angular/core';
import { Job, JobPage } from '#contracts/jobs.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** The calls about the jobs that read documents. */
@Service()
export class JobsApi {
  private readonly api = inject(PortalApi);

  /** Newest first. */
  newest(): Promise<JobPage> {
    return this.api.read('/jobs?kind=knowledge.ingest&limit=200', JobPage, { background: true });
  }

  job(id: string): Promise<Job> {
    return this.api.read(`/jobs/${id}`, Job, { background: true });
  }

  cancel(id: string): Promise<Job> {
    return this.api.read(`/jobs/${id}/cancel`, Job, { method: 'POST', once: true });
  }
}
