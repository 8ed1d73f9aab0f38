import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditReadingModule } from '../audit/audit-reading.module.js';
import { DsrController } from './dsr.controller.js';
import { HeldDataRepository } from './held/held-data.repository.js';
import { OwnDataService } from './held/own-data.service.js';
import { InventoryService } from './inventory/inventory.service.js';
import { Fulfilments } from './requests/fulfilments.js';
import { LimitationRow, RequestEntryRow, RequestRow } from './requests/request.entity.js';
import { RequestRepository } from './requests/request.repository.js';
import { RequestActs } from './requests/request-acts.js';
import { RequestApproval } from './requests/request-approval.js';
import { RequestView } from './requests/request-view.js';
import { RequestsController } from './requests/requests.controller.js';
import { RequestsService } from './requests/requests.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([RequestRow, RequestEntryRow, LimitationRow]), AuditReadingModule],
  controllers: [DsrController, RequestsController],
  providers: [
    InventoryService,
    HeldDataRepository,
    OwnDataService,
    RequestRepository,
    RequestView,
    RequestsService,
    RequestActs,
    RequestApproval,
    Fulfilments,
  ],
})
export class DsrModule {}
