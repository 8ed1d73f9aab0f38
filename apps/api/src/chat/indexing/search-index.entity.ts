import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import type { Generated } from '#platform/database/declared/entity-columns.js';
import { SealedBytes } from '#platform/database/declared/sealed-columns.js';

const ofTheirOwner = {
  dataClass: 'content',
  subject: { kind: 'user', column: 'owner_id' },
  legalBasis: 'contract',
  retention: 'conversation',
  backup: 'data',
} as const;

@Entity({ schema: 'chat', name: 'search_key' })
@Declared({
  ...ofTheirOwner,
  erasure: 'delete',
  purpose: 'Keys under which the words of a person’s conversations are hashed for search',
})
export class SearchKeyRow {
  @PrimaryColumn({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @SealedBytes()
  key!: Buffer;
}

@Entity({ schema: 'chat', name: 'search_entry' })
@Declared({
  ...ofTheirOwner,
  erasure: 'cascade',
  purpose: 'Search in conversations: hashed words of messages and titles written a moment ago',
})
export class SearchEntryRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @Column({ type: 'uuid', name: 'conversation_id' })
  @Technical()
  conversationId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  @Personal()
  moment!: Date;

  @SealedBytes()
  terms!: Uint8Array;
}

@Entity({ schema: 'chat', name: 'search_segment' })
@Declared({
  ...ofTheirOwner,
  erasure: 'delete',
  purpose: 'Search in conversations: parts of the index, and which time each covers',
})
export class SearchSegmentRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @Column({ type: 'integer' })
  @Technical()
  texts!: number;

  @Column({ type: 'smallint' })
  @Technical()
  bits!: number;

  @Column({ type: 'timestamptz', precision: 3, name: 'first_moment' })
  @Personal()
  firstMoment!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'last_moment' })
  @Personal()
  lastMoment!: Date;

  @Column({ type: 'boolean', name: 'is_stale' })
  @Technical()
  isStale!: Generated<boolean>;
}

@Entity({ schema: 'chat', name: 'search_bucket' })
@Declared({ ...ofTheirOwner, erasure: 'cascade', purpose: 'Search in conversations: in which messages hashed words occur' })
export class SearchBucketRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'segment_id' })
  @Technical()
  segmentId!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @Column({ type: 'integer' })
  @Technical()
  bucket!: number;

  @SealedBytes()
  data!: Uint8Array;
}

@Entity({ schema: 'chat', name: 'search_backlog' })
@Declared({
  ...ofTheirOwner,
  dataClass: 'operation',
  erasure: 'delete',
  purpose: 'Messages and conversations that are not in the search index yet',
})
export class SearchBacklogRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;
}

@Entity({ schema: 'chat', name: 'search_removal' })
@Declared({
  ...ofTheirOwner,
  dataClass: 'operation',
  erasure: 'delete',
  purpose: 'Times of removed conversations, whose words are still to be taken out of the search index',
})
export class SearchRemovalRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: Generated<string>;

  @Column({ type: 'uuid', name: 'owner_id' })
  @Personal()
  ownerId!: string;

  @Column({ type: 'timestamptz', precision: 3, name: 'first_moment' })
  @Personal()
  firstMoment!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'last_moment' })
  @Personal()
  lastMoment!: Date;
}
