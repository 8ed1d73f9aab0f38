import { resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { AuditRecord } from '#platform/access/ports.js';
import { why } from '#platform/access/why.js';
import { Clock } from '#platform/clock.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { backupNotFinished, noOffsiteTarget, noSuchBackup, offsiteFailed } from '../backup.errors.js';
import { BackupRepository } from '../runs/backup.repository.js';
import { BackupSettings } from '../backup.settings.js';
import { BackupDirectory } from '../engine/backup-directory.js';
import { keyringDirectory } from '../keyring-copy/keyring-copy.js';
import { KeyringCopies } from '../keyring-copy/keyring-copies.js';
import { DirectoryTarget } from './engine/directory-target.js';
import { hashOfFile, nameOf } from './engine/local-files.js';
import { S3Target } from './engine/s3-target.js';
import type { OffsiteTarget } from './offsite-target.js';
import { expiredCopies, inCopyOrder, inRemovalOrder } from './offsite.rules.js';

/** Milliseconds for one request to a bucket: a part of 16 MiB over a slow line. */
const requestMs = 120_000;
const keyringPrefix = `${keyringDirectory}/`;

/** Copies backups to the off-site target, sealed as they are, reads them back, and removes the oldest there. */
@Injectable()
export class OffsiteService {
  constructor(
    private readonly repository: BackupRepository,
    private readonly directory: BackupDirectory,
    private readonly keyrings: KeyringCopies,
    private readonly settings: Settings,
    private readonly audit: AuditFacade,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'configDir'>,
  ) {}

  get isSet(): boolean {
    const { directory, s3 } = this.settings.of(BackupSettings).offsite;
    return directory !== null || s3.endpoint !== null;
  }

  /** @param actor null for the schedule and the operator's tool */
  async copy(actor: AuditRecord['actor'], id: string): Promise<void> {
    const run = await this.repository.one(id);
    if (run === null) throw noSuchBackup();
    if (run.state !== 'finished') throw backupNotFinished();
    if (!this.isSet) throw noOffsiteTarget();
    const event = { actor, action: 'backup.copied', object: { type: 'backup', id } } as const;
    const announced = await this.audit.recordIntent(event);
    try {
      const target = this.target();
      await this.copyAll(target, id);
      await this.transactions.run(async (tx) => {
        await this.repository.noteCopied(tx, id, this.clock.now());
        await this.audit.recordOutcome(tx, announced, { ...event, outcome: 'success' });
      });
      await this.expire(target);
    } catch (cause) {
      const code = cause instanceof Problem ? cause.code : 'offsite-failed';
      await this.transactions.run((tx) => this.audit.recordOutcome(tx, announced, { ...event, outcome: 'failed', ...why(code) }));
      this.log.error('a backup was not copied off-site', { backup: id, error: errorName(cause) });
      throw cause instanceof Problem ? cause : offsiteFailed({ cause });
    }
  }

  private target(): OffsiteTarget {
    const { directory, s3 } = this.settings.of(BackupSettings).offsite;
    const { configDir } = this.environment;
    if (directory !== null) return new DirectoryTarget(resolve(configDir, directory));
    if (s3.endpoint === null || s3.keyFile === null) throw noOffsiteTarget();
    return new S3Target({
      endpoint: s3.endpoint,
      region: s3.region,
      keyFile: resolve(configDir, s3.keyFile),
      timeoutMs: requestMs,
    });
  }

  /** The backup, and the keys as they are now: an older copy of them there would bring destroyed keys back. */
  private async copyAll(target: OffsiteTarget, id: string): Promise<void> {
    await this.copyFiles(target, '', await this.directory.pathsOf(id));
    const keyring = await this.keyrings.newest();
    if (keyring === null) return;
    await this.copyFiles(target, keyringPrefix, await this.directory.keyringPathsOf(keyring.copy.id));
    const older = (await target.list(keyringPrefix)).filter((name) => !name.startsWith(`${keyringPrefix}${keyring.copy.id}/`));
    for (const name of inRemovalOrder(older)) await target.remove(name);
  }

  private async copyFiles(target: OffsiteTarget, prefix: string, paths: readonly string[]): Promise<void> {
    for (const path of inCopyOrder(paths)) {
      const [name, sha256] = [prefix + nameOf(path), await hashOfFile(path)];
      if ((await target.sha256(name)) === sha256) continue; // an interrupted copy goes on
      await target.put(name, path);
      if ((await target.sha256(name)) !== sha256) throw offsiteFailed();
    }
  }

  private async expire(target: OffsiteTarget): Promise<void> {
    const names = (await target.list('')).filter((name) => !name.startsWith(keyringPrefix));
    for (const id of expiredCopies(names, this.settings.of(BackupSettings).offsite.keepLastN))
      for (const name of inRemovalOrder(names.filter((each) => each.startsWith(`${id}/`)))) await target.remove(name);
  }
}
