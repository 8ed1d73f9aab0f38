/** Connection string of the restricted role, for what needs a connection beside the pools: job queue, notices. */
export const RUNTIME_URL = Symbol('RUNTIME_URL');
