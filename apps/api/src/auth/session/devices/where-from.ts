import type { Request } from 'express';
import { deviceName } from './device.rules.js';

/** Origin of an attempt on an account: for the sealed detail of its event, never for the open part. */
export interface WhereFrom {
  readonly address: string | null;
  readonly device: string;
}

export function whereFrom(request: Request): WhereFrom {
  return { address: request.ip ?? null, device: deviceName(request.headers['user-agent']) };
}
