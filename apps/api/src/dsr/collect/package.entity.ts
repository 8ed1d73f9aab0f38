import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { ReadAs } from '#platform/database/declared/entity-columns.js';
import { SealedBytes } from '#platform/database/declared/sealed-columns.js';

const untilDownloaded = {
  dataClass: 'content',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'operation',
  erasure: 'key',
  backup: 'none',
} as const;

@Entity({ schema: 'dsr', name: 'package' })
@Declared({ ...untilDownloaded, purpose: 'Which requests have collected data to download, and until when' })
export class PackageRow {
  @PrimaryColumn('uuid', { name: 'request_id' })
  @Technical()
  requestId!: string;

  @Column('bigint')
  @ReadAs('float8')
  @Technical()
  bytes!: number;

  @Column('text')
  @Technical()
  sha256!: string;

  @Column({ type: 'timestamptz', name: 'made_at', precision: 3 })
  @Personal()
  madeAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  @Technical()
  expiresAt!: Date;
}

/** Sealed under a key of the package, which is destroyed when it was downloaded or has expired. */
@Entity({ schema: 'dsr', name: 'package_part' })
@Declared({ ...untilDownloaded, purpose: 'Collected data of a person, until it is downloaded or its time is over' })
export class PackagePartRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'request_id' })
  @Technical()
  requestId!: string;

  @Column('integer')
  @Technical()
  position!: number;

  @SealedBytes()
  content!: Buffer;
}
