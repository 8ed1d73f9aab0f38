import { Injectable } from '@nestjs/common';
import { ProcessingRecord, type DataInventory, type ProcessingActivity, type RecordQuery } from '#contracts/dsr.js';
import type { RetentionClass } from '#contracts/retention/retention.js';
import { Clock } from '#platform/clock.js';
import { SchemaCheck } from '#platform/database/declared/schema-check.js';
import { Recipients } from '#platform/inventory/recipients.js';
import { declaredStores } from '#platform/inventory/stores.js';
import { rulesInWords } from '#platform/retention/retention-classes.js';
import { RetentionPeriods } from '#platform/retention/retention-periods.js';
import { inventoryOf, processingRecordOf } from '../inventory.rules.js';
import { recordAsCsv, recordAsHtml } from './record-files.rules.js';

export interface RecordFile {
  readonly mediaType: string;
  readonly name: string;
  readonly text: string;
}

/** The data map and the record of processing activities, from the declarations and the periods in force. */
@Injectable()
export class InventoryService {
  constructor(
    private readonly schema: SchemaCheck,
    private readonly recipients: Recipients,
    private readonly periods: RetentionPeriods,
    private readonly clock: Clock,
  ) {}

  inventory(): DataInventory {
    return {
      items: inventoryOf(this.schema.declarations()),
      stores: declaredStores.map((store) => ({ ...store, places: [...store.places] })),
      recipients: this.recipients.all().map((recipient) => ({ ...recipient, dataClasses: [...recipient.dataClasses] })),
    };
  }

  async record(): Promise<ProcessingActivity[]> {
    const periods = await this.periods.all();
    const keptWords = (retention: string): string => {
      const days = periods.get(retention as RetentionClass) ?? null;
      const rule = rulesInWords[retention as RetentionClass];
      return days === null ? rule : `${days} days ${rule}`;
    };
    return processingRecordOf(this.schema.declarations(), { recipients: this.recipients.all(), keptWords });
  }

  async file(format: RecordQuery['format']): Promise<RecordFile> {
    const { items: activities } = ProcessingRecord.parse({ items: await this.record() });
    switch (format) {
      case 'json':
        return { mediaType: 'application/json', name: 'processing-record.json', text: JSON.stringify({ items: activities }) };
      case 'csv':
        return { mediaType: 'text/csv; charset=utf-8', name: 'processing-record.csv', text: recordAsCsv(activities) };
      case 'html':
        return {
          mediaType: 'text/html; charset=utf-8',
          name: 'processing-record.html',
          text: recordAsHtml(activities, this.clock.now()),
        };
    }
  }
}
