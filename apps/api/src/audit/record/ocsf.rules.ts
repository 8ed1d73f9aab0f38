import type { LeafFields } from '#transparency/leaf.js';

/** An event of the log with its place in the tree. */
export interface PlacedEvent extends LeafFields {
  readonly index: number;
  /** Base64. */
  readonly leafHash: string;
}

/** OCSF classes: Account Change and Authentication (category 3), API Activity (category 6). */
const accountChange = { category_uid: 3, class_uid: 3001 };
const authentication = { category_uid: 3, class_uid: 3002 };
const apiActivity = { category_uid: 6, class_uid: 6003 };

interface Kind {
  readonly category_uid: number;
  readonly class_uid: number;
  readonly activity_id: number;
}

const other = 99;
const exactly: Readonly<Record<string, Kind>> = {
  'session.started': { ...authentication, activity_id: 1 },
  'session.refused': { ...authentication, activity_id: 1 },
  'session.ended': { ...authentication, activity_id: 2 },
  'user.registered': { ...accountChange, activity_id: 1 },
  'password.changed': { ...accountChange, activity_id: 3 },
};

/** OCSF activities of an API, by the last word of our action. */
const byVerb: Readonly<Record<string, number>> = {
  created: 1, started: 1, sent: 1, ingested: 1, given: 1, registered: 1, requested: 1,
  read: 2, searched: 2, asked: 2, exported: 2, listed: 2, opened: 2, verified: 2,
  changed: 3, completed: 3, regenerated: 3, continued: 3, renamed: 3,
  deleted: 4, destroyed: 4, erased: 4, pruned: 4,
}; // prettier-ignore

const statusOf: Readonly<Record<string, { readonly status_id: number; readonly severity_id: number }>> = {
  success: { status_id: 1, severity_id: 1 },
  failed: { status_id: 2, severity_id: 2 },
  denied: { status_id: 2, severity_id: 3 },
};

const person = { type_id: 1, type: 'User' };
const admin = { type_id: 2, type: 'Admin' };
const nobodys: Readonly<Record<string, object>> = {
  visitor: { name: 'visitor', type_id: 0, type: 'Unknown' },
  system: { name: 'system', type_id: 3, type: 'System' },
};

/** The event in field names of the Open Cybersecurity Schema Framework, version 1.3, which log collectors understand. */
export function inOcsf(event: PlacedEvent): object {
  const kind = kindOf(event.action);
  const status = statusOf[event.outcome] ?? { status_id: 0, severity_id: 1 };
  return {
    time: Date.parse(event.recordedAt),
    time_dt: event.recordedAt,
    ...kind,
    type_uid: kind.class_uid * 100 + kind.activity_id,
    ...status,
    status: event.outcome,
    status_detail: event.reason ?? undefined,
    ...whoActed(event, kind),
    api: { operation: event.action, request: event.requestId === null ? undefined : { uid: event.requestId } },
    resources: event.objectType === null ? undefined : [{ type: event.objectType, uid: event.objectId ?? undefined }],
    metadata: {
      version: '1.3.0',
      product: { name: 'Chat Man' },
      log_name: 'audit',
      uid: event.id,
      sequence: event.index,
      correlation_uid: event.intent ?? undefined,
    },
    unmapped: { role: event.role, leaf_hash: event.leafHash },
  };
}

/** The position of the event that a line of the file was made from, or null when the line is not ours. */
export function placeIn(line: string): number | null {
  try {
    const fact = JSON.parse(line) as { metadata?: { sequence?: unknown } } | null;
    const place = fact?.metadata?.sequence;
    return typeof place === 'number' && Number.isSafeInteger(place) && place >= 0 ? place : null;
  } catch {
    return null;
  }
}

/**
 * OCSF knows kinds of users, and wants an id or a name for each: our roles are groups there, a visitor is a user of unknown kind, and what
 * Chat Man does by itself is done by the system. Classes about accounts name the user in question beside the one who acted.
 */
function whoActed({ actor, role, objectType, objectId }: PlacedEvent, { class_uid: kind }: Kind): object {
  const who =
    actor === null
      ? (nobodys[role] ?? { name: role, type_id: other, type: 'Other' })
      : { uid: actor, ...(role === 'admin' ? admin : person), groups: [{ name: role }] };
  const isAboutAccount = kind === accountChange.class_uid || kind === authentication.class_uid;
  const user = objectType === 'user' && objectId !== null ? { uid: objectId } : who;
  return { actor: { user: who }, ...(isAboutAccount ? { user } : {}) };
}

function kindOf(action: string): Kind {
  const verb = action.split(/[.-]/).at(-1)!;
  return exactly[action] ?? { ...apiActivity, activity_id: byVerb[verb] ?? other };
}
