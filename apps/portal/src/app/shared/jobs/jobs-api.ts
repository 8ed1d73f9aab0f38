import { Service, inject } from '@angular/core';
import { Job, JobPage } from '#contracts/jobs.js';
import { PortalApi } from '../../core/api/portal-api.js';

/** The calls about long work. */
@Service()
export class JobsApi {
  private readonly api = inject(PortalApi);

  /** Of a kind, newest first. */
  newest(kind: string, limit: number): Promise<JobPage> {
    return this.api.read(`/jobs?kind=${kind}&limit=${String(limit)}`, JobPage, { background: true });
  }

  job(id: string): Promise<Job> {
    return this.api.read(`/jobs/${id}`, Job, { background: true });
  }

  cancel(id: string): Promise<Job> {
    return this.api.read(`/jobs/${id}/cancel`, Job, { method: 'POST', once: true });
  }
}
