import type { LiveEvent } from '#contracts/events.js';
import type { Permission } from '#contracts/auth/people/roles.js';

/** The channel on which triggers say what changed. */
export const liveChannel = 'live';

const idsAfterPerson = {
  conversation: 1,
  message: 3,
  job: 1,
  collection: 1,
  alert: 1,
  approval: 2,
  'session-ended': 1,
  account: 0,
} as const;
/** People in charge of an area learn, by id, that one of its jobs changed; `GET /jobs/:id` decides who sees which. */
const jobAreas: readonly Permission[] = ['knowledge:manage', 'models:manage'];
type Kind = keyof typeof idsAfterPerson;

/** Something that changed, as a trigger says it. */
export interface Change {
  readonly id: string;
  readonly kind: Kind;
  readonly personId: string;
  readonly ids: readonly string[];
}

/** The reader of a stream, as far as that decides which events it gets. */
export interface Reader {
  readonly id: string;
  readonly sessionId: string | null;
  readonly permissions: ReadonlySet<Permission>;
}

/** Null for other payloads: any role that may connect may notify. */
export function changeIn(payload: string): Change | null {
  const [id, kind, personId, ...ids] = payload.split(' ');
  if (id === undefined || personId === undefined || !isKind(kind) || ids.length !== idsAfterPerson[kind]) return null;
  return [id, personId, ...ids].every(isId) ? { id, kind, personId, ids } : null;
}

/** The event for a reader about a change; null when it is not theirs. */
export function eventFor(reader: Reader, { kind, personId, ids }: Change): LiveEvent | null {
  const isTheirs = reader.id === personId;
  const [first, second, third] = ids as [string, string, string];
  switch (kind) {
    case 'conversation':
      return isTheirs && reader.permissions.has('chat:converse') ? { event: kind, data: { id: first } } : null;
    case 'message':
      return isTheirs && reader.permissions.has('chat:converse')
        ? { event: kind, data: { conversationId: first, id: second, generationId: third } }
        : null;
    case 'job':
      return isTheirs || jobAreas.some((area) => reader.permissions.has(area)) ? { event: kind, data: { id: first } } : null;
    case 'collection':
      return isTheirs || reader.permissions.has('knowledge:manage') ? { event: kind, data: { id: first } } : null;
    case 'approval':
      return isTheirs || reader.id === first || reader.permissions.has('approvals:decide')
        ? { event: kind, data: { id: second } }
        : null;
    case 'alert':
      return reader.permissions.has('monitoring:read') ? { event: kind, data: { id: first } } : null;
    case 'account':
      return isTheirs ? { event: kind, data: {} } : null;
    case 'session-ended':
      return isTheirs && reader.sessionId === first ? { event: kind, data: {} } : null;
  }
}

function isKind(kind: string | undefined): kind is Kind {
  return kind !== undefined && Object.hasOwn(idsAfterPerson, kind);
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
