/** In milliseconds; the server ends what takes longer. Named as it names them, and given as the connection opens. */
export interface SessionLimits {
  readonly statement_timeout: number;
  readonly lock_timeout: number;
  readonly idle_in_transaction_session_timeout: number;
}

/** What a connection is opened with unless settings say otherwise: what takes longer is a defect or a hung server. */
export const sessionLimits: SessionLimits = {
  statement_timeout: 60_000,
  lock_timeout: 15_000,
  idle_in_transaction_session_timeout: 60_000,
};
