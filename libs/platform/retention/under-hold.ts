import { problem, type Problem } from '../http/problem.js';

/** SQLSTATE of the triggers that refuse to delete what a legal hold keeps (`retention.refuse_held`). */
const keptByHold = 'CMH01';

/** For anybody: that there is a hold, and not what it is about. Those who may read holds get its id beside it. */
export const underHold = problem(
  'conflict',
  'under-hold',
  'A legal hold keeps this for now, so it can’t be deleted. Nothing was changed. Ask a compliance officer when it can go.',
);

/** The problem that a refusal by a legal hold is for people; null for every other error. */
export function heldProblem(error: unknown): Problem | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, detail } = ((error as { driverError?: object }).driverError ?? error) as { code?: unknown; detail?: unknown };
  if (code !== keptByHold) return null;
  return underHold({ cause: error, holds: typeof detail === 'string' ? [detail] : [] });
}
