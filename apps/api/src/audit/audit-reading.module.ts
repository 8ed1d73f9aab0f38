import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditReadingFacade } from './audit-reading.facade.js';
import { DetailCheck } from './verify/detail-check.js';
import { DetailRepository } from './record/detail.repository.js';
import { ErasedDetailRow, ErasureRow, EventDetailRow, EventRow } from './record/event.entity.js';
import { AnchorFiles } from './engine/anchor-files.js';
import { SigningKey } from './engine/signing-key.js';
import { ExplorerRepository } from './explore/explorer.repository.js';
import { SubjectAccessesRepository } from './explore/subject-accesses.repository.js';
import { LogAnchoring } from './anchor/log-anchoring.js';
import { LogExport } from './explore/log-export.js';
import { LogProofs } from './tree/log-proofs.js';
import { LogReaderRepository } from './verify/log-reader.repository.js';
import { LogVerifier } from './verify/log-verifier.js';
import { CheckpointRow, HeartbeatRow, LeafRow, NodeRow } from './tree/tree.entity.js';
import { TreeRepository } from './tree/tree.repository.js';
import { VerificationRow } from './verify/verification.entity.js';

const tables = [
  EventRow,
  EventDetailRow,
  ErasureRow,
  ErasedDetailRow,
  LeafRow,
  NodeRow,
  CheckpointRow,
  HeartbeatRow,
  VerificationRow,
];

const shared = [
  TreeRepository,
  LogReaderRepository,
  ExplorerRepository,
  SubjectAccessesRepository,
  DetailRepository,
  SigningKey,
  AnchorFiles,
  DetailCheck,
  LogVerifier,
  LogProofs,
  LogExport,
  LogAnchoring,
  AuditReadingFacade,
];

/** Reads and checks the log, and never writes: what the operator's tool needs, and half of what the API does. */
@Module({ imports: [TypeOrmModule.forFeature(tables)], providers: shared, exports: shared })
export class AuditReadingModule {}
