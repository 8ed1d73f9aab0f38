import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Declared, Personal, Secret } from '#platform/database/declared/declarations.js';
import { withTheAccount } from '../../table-classes.js';

@Entity({ schema: 'auth', name: 'known_device' })
@Declared({
  ...withTheAccount,
  purpose: 'Browsers that an account was used from, by hash of a cookie, so that a new one is noticed',
  dataClass: 'security',
  legalBasis: 'legitimate-interest',
  backup: 'none',
})
export class KnownDeviceRow {
  @PrimaryColumn('uuid', { name: 'user_id' })
  @Personal()
  userId!: string;

  @PrimaryColumn('bytea', { name: 'device_hash' })
  @Secret()
  deviceHash!: Buffer;

  @Column('timestamptz', { name: 'last_seen_at' })
  @Personal()
  lastSeenAt!: Date;
}
