/** Of every connection of the API, in milliseconds: what takes longer is a defect or a hung server. Set when the connection opens. */
export const sessionLimits = {
  statement_timeout: 60_000,
  lock_timeout: 15_000,
  idle_in_transaction_session_timeout: 60_000,
};
