import * as z from 'zod/mini';
import { Id, Timestamp, lineOfText } from '../common.js';
import { Permission } from './people/roles.js';

/** How every API token begins, so that scanners for leaked secrets know it. */
export const tokenPrefix = 'cm_';

export const CreateToken = z
  .strictObject({
    name: lineOfText({ min: 1, max: 100 }),
    /** What the token may do; never more than its owner may at the time of use. */
    scopes: z.array(Permission).check(z.minLength(1), z.maxLength(50)),
    expiresInDays: z.int().check(z.minimum(1), z.maximum(90)),
  })
  .register(z.globalRegistry, { id: 'CreateToken' });
export type CreateToken = z.infer<typeof CreateToken>;

export const Token = z
  .object({
    id: Id,
    name: z.string(),
    scopes: z.array(Permission),
    createdAt: Timestamp,
    expiresAt: Timestamp,
    lastUsedAt: z.nullable(Timestamp),
  })
  .register(z.globalRegistry, { id: 'Token' });
export type Token = z.infer<typeof Token>;

/** `token` is shown this once. */
export const CreatedToken = z.extend(Token, { token: z.string() }).register(z.globalRegistry, { id: 'CreatedToken' });
export type CreatedToken = z.infer<typeof CreatedToken>;

export const TokenList = z
  .object({ items: z.array(Token), nextCursor: z.null() })
  .register(z.globalRegistry, { id: 'TokenList' });
export type TokenList = z.infer<typeof TokenList>;
