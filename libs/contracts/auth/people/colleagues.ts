import * as z from 'zod/mini';
import { Id } from '../../common.js';
import { Role } from './roles.js';

/** `GET /auth/colleagues?q=`: found in user names and names. */
export const ColleagueQuery = z.strictObject({ q: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)) });
export type ColleagueQuery = z.infer<typeof ColleagueQuery>;

export const Colleague = z.object({ id: Id, username: z.string(), displayName: z.string(), role: Role });
export type Colleague = z.infer<typeof Colleague>;

/** The first few that match: active, staff, and others than whoever asks. */
export const Colleagues = z.object({ items: z.array(Colleague) }).register(z.globalRegistry, { id: 'Colleagues' });
export type Colleagues = z.infer<typeof Colleagues>;
