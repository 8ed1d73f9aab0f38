import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LeftOpen } from './record/left-open.js';
import { LogMonths } from './prune/log-months.js';

/** Preconditions of the first event: its partition exists. Also reports what an earlier run left open. */
@Injectable()
export class AuditStartup implements OnModuleInit {
  constructor(
    private readonly months: LogMonths,
    private readonly leftOpen: LeftOpen,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.months.prepare();
    await this.leftOpen.reportAll();
  }
}
