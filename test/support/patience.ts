/** How long a spec waits for what must come, in milliseconds. Long, since only a failure waits to the end, and machines are busy. */
export const patience = { timeout: 15_000, interval: 50 };
