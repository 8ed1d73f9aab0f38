import * as z from 'zod/mini';
import { Id, Timestamp, pageOf } from '../common.js';

/** Notifies people about their own account, because another person may have acted in their name. */
export const noticeKinds = [
  'device.new',
  'password.changed',
  'password.reset',
  'password.reset-link-made',
  'mfa.enrolled',
  'mfa.removed',
  'mfa.removed-by-administrator',
  'mfa.recovery-code-used',
  'mfa.recovery-codes-made',
  'token.created',
  'token.revoked',
  'passkey.added',
  'passkey.removed',
  'passkey.copied',
  'sso.linked',
  'sso.unlinked',
  'restriction.ends',
  'restriction.kept',
  'restriction.lifted',
  'account.dormant',
  'account.dormant-disabled',
  /** In place of one that cannot be opened. */
  'record.damaged',
] as const;

export const NoticeKind = z.enum(noticeKinds);
export type NoticeKind = z.infer<typeof NoticeKind>;

export const Notice = z
  .object({
    id: Id,
    kind: NoticeKind,
    /** What it is about: the device, or the name of a token or passkey, a day; null where there is only one. */
    about: z.nullable(z.string()),
    createdAt: Timestamp,
    readAt: z.nullable(Timestamp),
  })
  .register(z.globalRegistry, { id: 'Notice' });
export type Notice = z.infer<typeof Notice>;

/** Newest first; `unread` counts all of them, not only this page's. */
export const NoticeList = z.extend(pageOf(Notice), { unread: z.int() }).register(z.globalRegistry, { id: 'NoticeList' });
export type NoticeList = z.infer<typeof NoticeList>;

/** Which ones were read; without `ids`, all of them. */
export const ReadNotices = z
  .strictObject({ ids: z.optional(z.array(Id).check(z.minLength(1), z.maxLength(200))) })
  .register(z.globalRegistry, { id: 'ReadNotices' });
export type ReadNotices = z.infer<typeof ReadNotices>;

export const NoticesRead = z.object({ read: z.int(), unread: z.int() }).register(z.globalRegistry, { id: 'NoticesRead' });
export type NoticesRead = z.infer<typeof NoticesRead>;
