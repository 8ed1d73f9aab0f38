/** How many alerts nobody has acknowledged. The monitoring room provides it. */
export interface OpenAlerts {
  countOpen(): Promise<number>;
}
export const OPEN_ALERTS = Symbol('OPEN_ALERTS');
