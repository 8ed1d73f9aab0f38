/** Messages between instances, by PostgreSQL's NOTIFY: ids only, since every role may listen. */
const kinds = ['grown', 'stopped', 'ended', 'deleted'] as const;
export type NoticeKind = (typeof kinds)[number];

export interface Notice {
  readonly kind: NoticeKind;
  readonly ids: readonly string[];
}

/** PostgreSQL takes 7,999 bytes a notice; an id and its space are 37. */
const idsPerPayload = 200;

/** The payloads that carry these ids. */
export function notifyPayloads(kind: NoticeKind, ids: readonly string[]): string[] {
  const notices: string[] = [];
  for (let start = 0; start < ids.length; start += idsPerPayload) {
    notices.push([kind, ...ids.slice(start, start + idsPerPayload)].join(' '));
  }
  return notices;
}

/** Null for other payloads: any role that may connect may notify. */
export function parseNotice(payload: string): Notice | null {
  const [word, ...ids] = payload.split(' ');
  const kind = kinds.find((known) => known === word);
  return kind && ids.length > 0 && ids.every((id) => /^[0-9a-f-]{36}$/.test(id)) ? { kind, ids } : null;
}
