import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SubjectDataProviders } from '#platform/rights/subject-data.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuditReadingModule } from '../audit/audit-reading.module.js';
import { Collection } from './collect/collection.js';
import { PackageDownload } from './collect/package-download.service.js';
import { PackagePartRow, PackageRow } from './collect/package.entity.js';
import { PackageJob } from './collect/package.job.js';
import { PackageRepository } from './collect/package.repository.js';
import { SubjectRowsRepository } from './collect/subject-rows.repository.js';
import { Deadlines } from './deadlines/deadlines.js';
import { DeadlinesRepository } from './deadlines/deadlines.repository.js';
import { DsrController } from './dsr.controller.js';
import { ErasureReplay } from './erasure/erasure-replay.js';
import { ErasedInPartRow } from './erasure/erased-in-part.entity.js';
import { ErasureStateRow } from './erasure/erasure.entity.js';
import { ErasureJob } from './erasure/erasure.job.js';
import { ErasureRepository } from './erasure/erasure.repository.js';
import { Erasure } from './erasure/erasure.js';
import { HeldDataRepository } from './held/held-data.repository.js';
import { OwnDataService } from './held/own-data.service.js';
import { InventoryService } from './inventory/inventory.service.js';
import { IncidentClosing } from './incidents/incident-closing.service.js';
import { IncidentEntryRow, IncidentRow } from './incidents/incident.entity.js';
import { IncidentRepository } from './incidents/incident.repository.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { IncidentsService } from './incidents/incidents.service.js';
import { AccessDecisions } from './reviews/access-decisions.service.js';
import { AccessReviewClosing } from './reviews/access-review-closing.service.js';
import { AccessReviewItemRow, AccessReviewRow } from './reviews/access-review.entity.js';
import { AccessReviewRepository } from './reviews/access-review.repository.js';
import { AccessReviewView } from './reviews/access-review-view.js';
import { AccessReviewWatch } from './reviews/access-review-watch.js';
import { AccessReviews } from './reviews/access-reviews.service.js';
import { AccessReviewsController } from './reviews/access-reviews.controller.js';
import { CasePapers } from './requests/case-papers.service.js';
import { PapersController } from './requests/papers.controller.js';
import { Fulfilments } from './requests/fulfilments.js';
import { LimitationRow, RequestEntryRow, RequestRow } from './requests/request.entity.js';
import { RequestRepository } from './requests/request.repository.js';
import { RequestActs } from './requests/request-acts.js';
import { RequestApproval } from './requests/request-approval.js';
import { EvidenceSources } from '#platform/evidence/evidence.js';
import { ShippedFiles } from './evidence/engine/shipped-files.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidencePack } from './evidence/evidence-pack.service.js';
import { InstallationEvidence } from './evidence/installation-evidence.js';
import { RightsEvidence } from './evidence/rights-evidence.js';
import { RequestLifting } from './requests/request-lifting.js';
import { RequestView } from './requests/request-view.js';
import { RetentionModule } from '../retention/retention.module.js';
import { RequestsController } from './requests/requests.controller.js';
import { RequestsService } from './requests/requests.service.js';
import { SchemasController } from './schemas.controller.js';
import { RightsSchedule } from './rights.schedule.js';

@Module({
  imports: [
    DiscoveryModule,
    TypeOrmModule.forFeature([
      RequestRow,
      RequestEntryRow,
      LimitationRow,
      PackageRow,
      PackagePartRow,
      ErasureStateRow,
      ErasedInPartRow,
      IncidentRow,
      IncidentEntryRow,
      AccessReviewRow,
      AccessReviewItemRow,
    ]),
    AuditModule,
    AuditReadingModule,
    RetentionModule,
  ],
  controllers: [
    DsrController,
    RequestsController,
    PapersController,
    IncidentsController,
    AccessReviewsController,
    EvidenceController,
    SchemasController,
  ],
  providers: [
    InventoryService,
    HeldDataRepository,
    OwnDataService,
    RequestRepository,
    RequestView,
    RequestsService,
    RequestActs,
    RequestApproval,
    RequestLifting,
    Fulfilments,
    CasePapers,
    SubjectDataProviders,
    SubjectRowsRepository,
    Collection,
    PackageRepository,
    PackageJob,
    PackageDownload,
    ErasureRepository,
    Erasure,
    ErasureJob,
    ErasureReplay,
    RightsSchedule,
    IncidentRepository,
    IncidentsService,
    IncidentClosing,
    AccessReviewRepository,
    AccessReviewView,
    AccessReviews,
    AccessDecisions,
    AccessReviewClosing,
    AccessReviewWatch,
    EvidenceSources,
    ShippedFiles,
    InstallationEvidence,
    RightsEvidence,
    EvidencePack,
    Deadlines,
    DeadlinesRepository,
  ],
})
export class DsrModule {}
