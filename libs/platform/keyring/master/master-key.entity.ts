import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Secret, Technical } from '../../database/declared/declarations.js';
import type { Generated } from '../../database/declared/entity-columns.js';

@Entity({ schema: 'keyring', name: 'master_key' })
@Declared({
  purpose:
    'Fingerprints of the wrap keys in force and, during a change of the master password, the bridge from the old to the new one.',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'none',
  retention: 'permanent',
  erasure: 'not-personal',
  backup: 'keyring',
})
export class MasterKeyRow {
  @PrimaryColumn('text', { name: 'wrap_key_id' })
  @Technical()
  wrapKeyId!: string;

  @Column('text')
  @Technical()
  state!: 'current' | 'incoming';

  @Column('timestamptz')
  @Technical()
  since!: Generated<Date>;

  /** This and what follows is there while a change of the master password is on its way, or all null. */
  @Column('uuid', { name: 'bridge_id', nullable: true })
  @Technical()
  bridgeId!: string | null;

  @Column('bytea', { nullable: true })
  @Secret()
  bridge!: Buffer | null;

  @Column('text', { name: 'bridge_from', nullable: true })
  @Technical()
  bridgeFrom!: string | null;

  @Column('text', { nullable: true })
  @Secret()
  verifier!: string | null;
}
