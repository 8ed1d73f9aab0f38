import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Technical } from '../../database/declared/declarations.js';

@Entity({ schema: 'keyring', name: 'destroyed_owner' })
@Declared({
  purpose: 'Pseudonymous ids whose keys were destroyed: proof of erasure, and the list that is replayed after a restore.',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'legal-obligation',
  retention: 'permanent',
  erasure: 'pseudonymous',
  backup: 'keyring',
})
export class DestroyedOwnerRow {
  @PrimaryColumn('text', { name: 'owner_kind' })
  @Technical()
  ownerKind!: string;

  @PrimaryColumn('text', { name: 'owner_name' })
  @Technical()
  ownerName!: string;

  @Column('timestamptz', { name: 'destroyed_at' })
  @Technical()
  destroyedAt!: Date;
}
