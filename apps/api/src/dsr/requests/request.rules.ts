import type { RequestAct, RequestDetails, RequestState, RequestType } from '#contracts/rights/requests.js';

/** What decides about the acts that fit. */
export interface RequestFacts {
  readonly type: RequestType;
  readonly state: RequestState;
  readonly bySubject: boolean;
  /** Null for somebody without an account. */
  readonly subjectId: string | null;
  readonly dueAt: Date;
  readonly extendedAt: Date | null;
  readonly liftsAt: Date | null;
  readonly liftedAt: Date | null;
  /** Whether names are to be corrected, which Chat Man does itself. */
  readonly namesNames: boolean;
}

const actsIn: Readonly<Record<RequestState, readonly RequestAct[]>> = {
  received: ['verify-identity', 'refuse', 'extend', 'withdraw'],
  'identity-confirmed': ['approve', 'refuse', 'extend', 'withdraw'],
  approved: ['complete', 'refuse', 'extend', 'withdraw'],
  'in-progress': ['extend'],
  completed: [],
  refused: [],
  withdrawn: [],
};

/** The state after an act. An extension leaves it as it is. */
export const stateAfter: Readonly<Record<Exclude<RequestAct, 'extend' | 'lift' | 'keep'>, RequestState>> = {
  'verify-identity': 'identity-confirmed',
  approve: 'approved',
  refuse: 'refused',
  withdraw: 'withdrawn',
  complete: 'completed',
};

/** What can be done with a request now, by anyone. */
export function fittingActs(request: RequestFacts, now: Date): RequestAct[] {
  const isExtensible = request.extendedAt === null && now <= request.dueAt;
  const acts = actsIn[request.state].filter((act) => act !== 'extend' || isExtensible);
  if (!isInForce(request)) return acts;
  return [...acts, 'lift', ...(request.liftsAt === null ? [] : (['keep'] as const))];
}

/** Whether it is a restriction or objection that was approved and has not ended. */
export function isInForce({ type, state, subjectId, liftedAt }: RequestFacts): boolean {
  return (type === 'restriction' || type === 'objection') && state === 'completed' && subjectId !== null && liftedAt === null;
}

/** Of those acts, what this reader may do. Nobody decides on a request of their own. */
export function actsFor(
  request: RequestFacts,
  reader: { readonly id: string; readonly isOfficer: boolean },
  now: Date,
): RequestAct[] {
  const isOwn = reader.id === request.subjectId;
  return fittingActs(request, now).filter((act) => {
    if (act === 'withdraw') return isOwn || reader.isOfficer;
    if (act === 'lift') return isOwn || (reader.isOfficer && canBeLiftedForThem(request));
    return reader.isOfficer && !isOwn;
  });
}

/** An objection is theirs to end; a restriction ends without them when its reason is gone, and once it is announced they wait for it. */
export function canBeLiftedForThem({ type, liftsAt }: RequestFacts): boolean {
  return type === 'restriction' && liftsAt === null;
}

export function isOpen(state: RequestState): boolean {
  return actsIn[state].length > 0;
}

/** A right that a person exercises in their own session after a step-up, with nobody to be asked: nothing is lost by it. */
export function runsAtOnce({ type, bySubject, namesNames }: RequestFacts): boolean {
  return bySubject && (type === 'access' || type === 'portability' || (type === 'rectification' && namesNames));
}

/** How an approved request is carried out: by a job, within the approval, or by an officer, who then completes it. */
export type Fulfilment = 'package' | 'erasure' | 'names' | 'restriction' | 'objection' | 'by-hand';

export function fulfilmentOf({ type, subjectId, namesNames }: RequestFacts): Fulfilment {
  if (subjectId === null) return 'by-hand';
  switch (type) {
    case 'access':
    case 'portability':
      return 'package';
    case 'erasure':
      return 'erasure';
    case 'rectification':
      return namesNames ? 'names' : 'by-hand';
    case 'restriction':
    case 'objection':
      return type;
  }
}

export function namesNames(details: RequestDetails | null): boolean {
  return details?.displayName !== undefined || details?.username !== undefined;
}
