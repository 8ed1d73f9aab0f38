import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Backup, BackupQuery, StartBackup } from '#contracts/backup/backup.js';
import type { Page } from '#contracts/common.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { backupFailed, noSuchBackup } from './backup.errors.js';
import { BackupRepository } from './runs/backup.repository.js';
import { backupInContract, type BackupRun } from './backup.rules.js';
import { MakingService, type Begun, type Maker } from './make/making.service.js';

/** What people and the operator's tool ask of the backups. */
@Injectable()
export class BackupsService {
  constructor(
    private readonly making: MakingService,
    private readonly repository: BackupRepository,
    @Optional() @Inject(PEOPLE) private readonly people: People | null,
  ) {}

  /** Returns the finished backup. Throws `backup-failed` when there is none. */
  async make(maker: Maker, command: StartBackup): Promise<Backup> {
    return this.finished(await this.making.begin(maker, command));
  }

  /** Waits for one that was begun. Throws as `make`. */
  async finished({ id, ended }: Begun): Promise<Backup> {
    await ended();
    const backup = await this.one(id);
    if (backup.state !== 'finished') throw backupFailed();
    return backup;
  }

  async one(id: string): Promise<Backup> {
    const run = await this.repository.one(id);
    if (run === null) throw noSuchBackup();
    return this.described(run, await this.repository.newestVerified());
  }

  async list(query: BackupQuery): Promise<Page<Backup>> {
    const page = await readPage(query, byId, (after, most) => this.repository.page(after, most));
    const newestVerified = await this.repository.newestVerified();
    return shownPage(page, (run) => this.described(run, newestVerified));
  }

  private async described(run: BackupRun, newestVerified: string | null): Promise<Backup> {
    const person = run.madeBy === null ? null : ((await this.people?.of(run.madeBy)) ?? unnamed(run.madeBy));
    return backupInContract(run, person, newestVerified);
  }
}

function unnamed(id: string) {
  return { id, username: null, displayName: null };
}
