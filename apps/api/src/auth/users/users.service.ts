import { Injectable } from '@nestjs/common';
import type {
  ChangeUser,
  CreatedUser,
  CreateUser,
  EndedSessions,
  User,
  UserList,
  UserQuery,
} from '#contracts/auth/people/users.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditedCall } from '#platform/access/call.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { byId, positionAfter } from '#platform/http/paging.js';
import { notFound } from '#platform/http/problem.js';
import { Ids } from '#platform/ids.js';
import { AccountsRepository, AdditionRefused, type Account } from '../account/accounts.repository.js';
import { displayNameAlike, usernameAlike, usernameTaken } from '../auth.errors.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { ResetLinkMaker } from './reset-link-maker.js';
import { nameMatches } from './users.rules.js';

/** Accounts that one search examines; names are sealed, so each has to be opened. */
const searchBatch = 500;

const additionProblems = {
  'username-taken': usernameTaken,
  'username-alike': usernameAlike,
  'display-name-alike': displayNameAlike,
  'owner-exists': usernameTaken,
} as const;

/** What administrators do with accounts. Roles: `RoleChanges`. */
@Injectable()
export class UsersService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly links: ResetLinkMaker,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** With `q`, names are opened to be searched: a page ends after so many accounts, even if few of them match. */
  async list({ q, cursor, limit, ...filter }: UserQuery): Promise<UserList> {
    const size = q === undefined ? limit : searchBatch;
    const page = await this.accounts.page(filter, positionAfter(cursor, byId), size + 1);
    const examined = page.slice(0, size);
    const found = q === undefined ? examined : examined.filter((account) => nameMatches(account, q));
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : page.length > size ? examined.at(-1) : undefined;
    return { items: shown.map(userOf), nextCursor: last ? byId.cursorAt(last) : null };
  }

  async one(id: string): Promise<User> {
    return userOf(await this.existing(id));
  }

  /** The person chooses the password, by the link in the answer. */
  async create(tx: Tx, actor: Actor, { username, displayName, role }: CreateUser): Promise<CreatedUser> {
    const id = this.ids.next();
    const createdAt = this.clock.now();
    const account = {
      id,
      username,
      displayName,
      role,
      createdAt,
      passwordHash: null,
      mustChangePassword: false,
      isOwner: false,
    } as const;
    try {
      await this.accounts.add(tx, account);
    } catch (error) {
      throw error instanceof AdditionRefused ? additionProblems[error.why]({ cause: error }) : error;
    }
    const link = await this.links.make(tx, id, actor.id);
    const made = {
      ...account,
      state: 'active',
      restricted: false,
      objected: false,
      hasPassword: false,
      mfaEnrolled: false,
      lastSignedInAt: null,
      isDamaged: false,
    } as const;
    return { ...userOf(made), link };
  }

  async rename(tx: Tx, id: string, displayName: NonNullable<ChangeUser['displayName']>): Promise<void> {
    await this.accounts.rename(tx, (await this.existing(id)).id, displayName);
  }

  async endSessions({ tx, audit }: AuditedCall, id: string, reason: string): Promise<EndedSessions> {
    await this.existing(id);
    const ended = await this.sessions.endOthers(tx, id, null);
    audit.add({ reason, subjectId: id, detail: { ended } });
    return { ended };
  }

  /** After a break-in: ends everybody's sessions except the actor's. */
  async endEverybodysSessions({ tx, actor, audit }: AuditedCall, reason: string): Promise<EndedSessions> {
    const ended = await this.sessions.endAll(tx, actor.sessionId);
    audit.add({ reason, detail: { ended } });
    return { ended };
  }

  private async existing(id: string): Promise<Account> {
    const account = await this.accounts.byId(id);
    if (!account) throw notFound();
    return account;
  }
}

function userOf(account: Omit<Account, 'mustChangePassword'>): User {
  return {
    id: account.id,
    username: account.username,
    displayName: account.displayName,
    role: account.role,
    state: account.state,
    hasPassword: account.hasPassword,
    mfaEnrolled: account.mfaEnrolled,
    isOwner: account.isOwner,
    createdAt: account.createdAt.toISOString(),
    lastSignedInAt: account.lastSignedInAt?.toISOString() ?? null,
    ...(account.isDamaged ? { damaged: true } : {}),
  };
}
