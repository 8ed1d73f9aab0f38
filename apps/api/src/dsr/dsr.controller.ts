import { Controller, Get } from '@nestjs/common';
import { DataInventory, ProcessingRecord } from '#contracts/dsr.js';
import { Requires, Unaudited } from '#platform/access/declarations.js';
import { SchemaCheck } from '#platform/database/declared/schema-check.js';
import { Answers } from '#platform/http/reference/answers.js';
import { inventoryOf, processingRecordOf } from './inventory.rules.js';

@Controller('dsr')
export class DsrController {
  constructor(private readonly schema: SchemaCheck) {}

  @Get('inventory')
  @Requires('rights:handle')
  @Unaudited('names of tables and columns, no data')
  @Answers(DataInventory)
  inventory(): DataInventory {
    return { items: inventoryOf(this.schema.declarations()) };
  }

  @Get('processing-record')
  @Requires('rights:handle')
  @Unaudited('names of tables and columns, no data')
  @Answers(ProcessingRecord)
  processingRecord(): ProcessingRecord {
    return { items: processingRecordOf(this.schema.declarations()) };
  }
}
