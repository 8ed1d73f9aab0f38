import { Injectable } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { attestationOf, certificateText } from '#transparency/certificate/certificate.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { AuditReadingFacade } from '../../audit/audit-reading.facade.js';
import { noSuchRun, runNotEnded } from './run.errors.js';
import { RunRepository } from './run.repository.js';
import { certificateOf } from './run.rules.js';

/** Certificates of retention runs, signed with the audit log's key: verifiable with the file and the public key alone. */
@Injectable()
export class RunCertificates {
  constructor(
    private readonly runs: RunRepository,
    private readonly transactions: Transactions,
    private readonly log: AuditFacade,
    private readonly reading: AuditReadingFacade,
  ) {}

  /** As it was issued; issued now for a run that ended without one, because its process was killed or it was cancelled. */
  async of(id: string): Promise<string> {
    const run = await this.runs.byId(id);
    if (!run) throw noSuchRun();
    if (run.certificate !== null) return run.certificate;
    const { finishedAt } = run;
    if (finishedAt === null) throw runNotEnded();
    await this.log.sign(); // so that the checkpoint speaks for the events of the run
    const steps = run.steps.map((step) => ({ ...step, isFinished: step.finishedAt !== null }));
    const certificate = certificateOf({ ...run, finishedAt, steps }, await this.reading.checkpoint());
    const note = await this.reading.attest(attestationOf(certificate));
    const text = certificateText(certificate, note, await this.reading.verifierKeys());
    return this.transactions.run((tx) => this.runs.certify(tx, id, text));
  }
}
