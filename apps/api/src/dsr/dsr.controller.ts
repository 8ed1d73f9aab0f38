import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { DataInventory, OwnData, RecordQuery } from '#contracts/dsr.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { Requires, Unaudited } from '#platform/access/declarations.js';
import { Answers, AnswersRaw } from '#platform/http/reference/answers.js';
import { OwnDataService } from './held/own-data.service.js';
import { InventoryService } from './inventory/inventory.service.js';

@Controller('dsr')
export class DsrController {
  constructor(
    private readonly inventories: InventoryService,
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
    return this.inventories.inventory();
  }

  @Get('processing-record')
  @Requires('rights:handle')
  @Unaudited('names of tables and columns, no data')
  @AnswersRaw('application/json', 'ProcessingRecord; with `format=csv` or `format=html`, a file of that type')
  async processingRecord(@Query({ schema: RecordQuery }) { format }: RecordQuery): Promise<StreamableFile> {
    const { mediaType, name, text } = await this.inventories.file(format);
    const disposition = format === 'json' ? 'inline' : `attachment; filename="${name}"`;
    return new StreamableFile(Buffer.from(text), { type: mediaType, disposition });
  }
}
