import { Module } from '@nestjs/common';
import './audit-tables.js';
import { AuditReadingFacade } from './audit-reading.facade.js';
import { DetailCheck } from './detail-check.js';
import { DetailRepository } from './detail.repository.js';
import { AnchorFiles } from './engine/anchor-files.js';
import { SigningKey } from './engine/signing-key.js';
import { ExplorerRepository } from './explorer.repository.js';
import { LogAnchoring } from './log-anchoring.js';
import { LogExport } from './log-export.js';
import { LogProofs } from './log-proofs.js';
import { LogReaderRepository } from './log-reader.repository.js';
import { LogVerifier } from './log-verifier.js';
import { TreeRepository } from './tree.repository.js';

const shared = [
  TreeRepository,
  LogReaderRepository,
  ExplorerRepository,
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
@Module({ providers: shared, exports: shared })
export class AuditReadingModule {}
