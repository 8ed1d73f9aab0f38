/** Stable names of what can go wrong, by HTTP status (RFC 9457 problem documents). */
export const problemStatuses = {
  'invalid-request': 400,
  unauthenticated: 401,
  'invalid-credentials': 401,
  'mfa-required': 401,
  forbidden: 403,
  'not-found': 404,
  'timed-out': 408,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unprocessable: 422,
  'step-up-required': 428,
  'rate-limited': 429,
  unexpected: 500,
  unavailable: 503,
} as const;

/** `title` of a problem document. */
export function problemTitle(status: number): string {
  return titles[status] ?? 'Error';
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  408: 'Not sent in time',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  422: 'Cannot be processed',
  428: 'Confirmation needed',
  429: 'Too many requests',
  500: 'Unexpected failure',
  503: 'Not available',
};

export type ProblemKind = keyof typeof problemStatuses;

export interface ProblemExtras {
  /** What was wrong with the input, field by field. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
  /** Whether the request was refused unseen: the audit log then counts such requests, instead of an event for each. */
  readonly isAnonymousRefusal?: boolean;
  /** Whether the refusal has an event of its own already, so that it is not counted as well. */
  readonly isRecorded?: boolean;
  /** Ids of the legal holds that forbid it; shown to those who may read holds. */
  readonly holds?: readonly string[];
  readonly cause?: unknown;
}

/** A failure that a caller can meet. Its text is safe to show: it never holds content, secrets or paths. */
export class Problem extends Error {
  readonly status: number;
  readonly errors: ProblemExtras['errors'];
  readonly retryAfter: number | undefined;
  readonly isAnonymousRefusal: boolean;
  readonly isRecorded: boolean;
  readonly holds: readonly string[];

  constructor(
    readonly kind: ProblemKind,
    /** Stable, kebab-case, finer than the kind where a client can act on it. */
    readonly code: string,
    readonly detail: string,
    extras: ProblemExtras = {},
  ) {
    super(detail, { cause: extras.cause });
    this.name = 'Problem';
    this.status = problemStatuses[kind];
    this.errors = extras.errors;
    this.retryAfter = extras.retryAfter;
    this.isAnonymousRefusal = extras.isAnonymousRefusal ?? false;
    this.isRecorded = extras.isRecorded ?? false;
    this.holds = extras.holds ?? [];
  }
}

const catalogue = new Map<string, { readonly kind: ProblemKind; readonly detail: string }>();

/**
 * Declares a failure of a room: `export const conversationNotFound = problem('not-found', 'not-found', '…')`, thrown as
 * `throw conversationNotFound()`. The reference page of error codes is generated from these declarations.
 */
export function problem(kind: ProblemKind, code: string, detail: string): (extras?: ProblemExtras) => Problem {
  const known = catalogue.get(code);
  if (known && (known.kind !== kind || known.detail !== detail))
    throw new Error(`The problem code ${code} is declared twice, and not with the same status and text.`);
  if (!known) catalogue.set(code, { kind, detail });
  return (extras) => new Problem(kind, code, detail, extras);
}

/** Every declared problem, by code. */
export function declaredProblems(): ReadonlyMap<string, { readonly kind: ProblemKind; readonly detail: string }> {
  return catalogue;
}

export const notFound = problem('not-found', 'not-found', 'This doesn’t exist, or you don’t have access to it.');
export const unauthenticated = problem('unauthenticated', 'unauthenticated', 'Sign in first.');
export const crossSite = problem(
  'forbidden',
  'cross-site-request',
  'The request came from another site. Open Chat Man and try again there.',
);
export const forbidden = problem('forbidden', 'forbidden', 'Your role doesn’t allow this.');
export const unavailable = problem('unavailable', 'unavailable', 'Chat Man can’t do this right now. Try again in a moment.');
export const databaseBusy = problem(
  'unavailable',
  'database-busy',
  'The database took too long, and nothing was changed. Try again in a moment.',
);
export const invalidRequest = problem('invalid-request', 'invalid-request', 'The request is not valid for this call.');
export const tooLarge = problem('too-large', 'too-large', 'The request is too large for this call.');
export const rateLimited = problem('rate-limited', 'rate-limited', 'Too many requests. Wait before you try again.');
