import type { Certificate } from '#transparency/certificate/certificate.js';

export interface CertifiedErasure {
  readonly requestId: string;
  readonly subjectId: string;
  readonly receivedAt: Date;
  readonly erasedAt: Date;
  readonly copiesAt: Date;
  readonly rows: Readonly<Record<string, number>>;
  readonly keys: number;
  /** Places outside the database that were brought in line. */
  readonly copies: readonly string[];
  /** What a legal hold keeps; null where nothing stayed. */
  readonly kept: { readonly conversations: readonly string[]; readonly rows: Readonly<Record<string, number>> } | null;
  /** When what had been kept was erased too. */
  readonly restErasedAt: Date | null;
  readonly partial: readonly { readonly article: string }[];
  /** The signed state of the audit log after it. */
  readonly checkpoint: string | null;
}

/** GDPR Art. 17(3)(e): what legal claims need stays. */
export const heldUnder = '17(3)(e)';

/** What is certified: without a name, since it must be kept. */
export function erasureCertificate(erasure: CertifiedErasure): Certificate {
  const stays = erasure.restErasedAt === null ? erasure.kept : null;
  return {
    kind: 'erasure',
    id: erasure.requestId,
    body: {
      subject: erasure.subjectId,
      receivedAt: erasure.receivedAt.toISOString(),
      erasedAt: erasure.erasedAt.toISOString(),
      copiesInLineAt: erasure.copiesAt.toISOString(),
      rows: { ...erasure.rows },
      keysDestroyed: erasure.keys,
      copies: [...erasure.copies],
      restErasedAt: erasure.restErasedAt?.toISOString() ?? null,
      // The key of what is kept is kept too, so copies in older backups can be read until it goes.
      kept:
        stays === null
          ? null
          : {
              under: heldUnder,
              conversations: stays.conversations.length,
              rows: { ...stays.rows },
              key: 'kept until the hold ends',
            },
      notDoneUnder: erasure.partial.map(({ article }) => article),
      checkpoint: erasure.checkpoint,
    },
  };
}
