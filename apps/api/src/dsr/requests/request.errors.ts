import type { RequestAct, RequestState } from '#contracts/rights/requests.js';
import { Problem, problem } from '#platform/http/problem.js';

const misfit = problem(
  'conflict',
  'act-does-not-fit',
  'The request is in a state that doesn’t allow this. The answer says which acts it does allow.',
);

/** Names the acts that fit, in words and, for programs, in `errors`. */
export function actDoesNotFit(state: RequestState, fitting: readonly RequestAct[]): Problem {
  const { kind, code } = misfit();
  const others =
    fitting.length === 0 ? 'It’s closed, so nothing more can be done with it.' : `Possible now: ${fitting.join(', ')}.`;
  return new Problem(kind, code, `The request is ${state}, and this doesn’t fit. ${others}`, {
    errors: fitting.map((act) => ({ path: 'act', message: act })),
  });
}

export const ownRequest = problem(
  'forbidden',
  'own-request',
  'This request is about you, so somebody else has to handle it. You can still withdraw it.',
);
export const officersOnly = problem(
  'forbidden',
  'officers-only',
  'Only those who handle requests can record one for somebody else, or with an earlier date.',
);
export const noSuchSubject = problem(
  'unprocessable',
  'no-such-subject',
  'There is no account with this id or username. For somebody without an account, say how to reach them instead.',
);
export const receivedInFuture = problem(
  'unprocessable',
  'received-in-future',
  'A request can’t arrive in the future. Check the date of receipt.',
);
export const packageGone = problem(
  'gone',
  'package-gone',
  'There is no package to download: it was downloaded already, has expired, or was never made. Make a new request to get another one.',
);
export const noCertificate = problem(
  'not-found',
  'no-certificate',
  'This request has no certificate. Only a completed erasure has one.',
);
export const theirsToEnd = problem(
  'forbidden',
  'theirs-to-end',
  'Only the person can end an objection, and an end that is announced already comes on its day. Nothing was changed.',
);
export const reasonNeeded = problem(
  'unprocessable',
  'reason-needed',
  'Say why the restriction can end. The person reads it before it does.',
);
export const recipientInvalid = problem(
  'unprocessable',
  'recipient-invalid',
  'This is not a public key of age. Nothing was downloaded. Copy the whole line that begins with age1.',
);
