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
  readonly partial: readonly { readonly article: string }[];
  /** The signed state of the audit log after it. */
  readonly checkpoint: string | null;
}

/** What is certified: without a name, since it must be kept. */
export function erasureCertificate(erasure: CertifiedErasure): Certificate {
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
      notDoneUnder: erasure.partial.map(({ article }) => article),
      checkpoint: erasure.checkpoint,
    },
  };
}
