import { Controller, Get } from '@nestjs/common';
import { DataInventory, OwnData, ProcessingRecord } from '#contracts/dsr.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { Requires, Unaudited } from '#platform/access/declarations.js';
import { SchemaCheck } from '#platform/database/declared/schema-check.js';
import { Answers } from '#platform/http/reference/answers.js';
import { OwnDataService } from './held/own-data.service.js';
import { inventoryOf, processingRecordOf } from './inventory.rules.js';

@Controller('dsr')
export class DsrController {
  constructor(
    private readonly schema: SchemaCheck,
    private readonly ownData: OwnDataService,
  ) {}

  @Get('me')
  @Requires('rights:exercise')
  @Unaudited('People read what is held about themselves.')
  @Answers(OwnData)
  me(@Ctx() { actor }: Call): Promise<OwnData> {
    return this.ownData.of(actor);
  }

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
