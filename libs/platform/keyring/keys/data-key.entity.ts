import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Secret, Technical } from '../../database/declared/declarations.js';
import type { Owner } from './owner.js';

/** prepared: opens, seals nothing yet · active: seals and opens · retired: opens · refused: neither, it is below the floor. */
export type DataKeyState = 'prepared' | 'active' | 'retired' | 'refused';

@Entity({ schema: 'keyring', name: 'data_key' })
@Declared({
  purpose: 'The wrapped keys that seal content: one for each data subject, collection and system purpose.',
  dataClass: 'security',
  subject: { kind: 'user', column: 'owner_name' },
  legalBasis: 'legal-obligation',
  retention: 'key',
  erasure: 'key',
  backup: 'keyring',
})
export class DataKeyRow {
  @PrimaryColumn({ type: 'uuid' })
  @Technical()
  id!: string;

  @PrimaryColumn({ type: 'integer' })
  @Technical()
  version!: number;

  @Column({ type: 'text', name: 'owner_kind' })
  @Technical()
  ownerKind!: Owner['kind'];

  /** A pseudonymous id, or the name of a purpose. */
  @Column({ type: 'text', name: 'owner_name' })
  @Technical()
  ownerName!: string;

  @Column({ type: 'text' })
  @Technical()
  state!: DataKeyState;

  @Column({ type: 'bytea' })
  @Secret()
  wrapped!: Buffer;

  @Column({ type: 'text', name: 'wrap_key_id' })
  @Technical()
  wrapKeyId!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  @Technical()
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'state_since' })
  @Technical()
  stateSince!: Date;
}
