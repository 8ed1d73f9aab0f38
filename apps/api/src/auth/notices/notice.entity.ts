import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import { NoticeKind } from '#contracts/auth/notices.js';
import { Declared, Personal, Technical } from '#platform/database/declared/declarations.js';
import { SealedJson } from '#platform/database/declared/sealed-columns.js';
import { withTheAccount } from '../table-classes.js';

const Content = z.object({ kind: NoticeKind, about: z.nullable(z.string()) });

@Entity({ schema: 'auth', name: 'notice' })
@Declared({
  ...withTheAccount,
  purpose: 'Notices to people about changes to how they sign in',
  dataClass: 'security',
  legalBasis: 'legitimate-interest',
})
export class NoticeRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('uuid', { name: 'user_id' })
  @Personal()
  userId!: string;

  @SealedJson(Content, { instead: { kind: 'record.damaged', about: null } })
  content!: z.infer<typeof Content>;

  @Column('timestamptz', { name: 'created_at' })
  @Personal()
  createdAt!: Date;

  @Column('timestamptz', { name: 'read_at', nullable: true })
  @Personal()
  readAt!: Date | null;
}
