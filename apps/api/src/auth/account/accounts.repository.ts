import { Injectable } from '@nestjs/common';
import type { Role } from '#contracts/auth/people/roles.js';
import type { UserQuery } from '#contracts/auth/people/users.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Shown, type Stored } from '#platform/database/declared/declared-rows.js';
import { someColumnsOf } from '#platform/database/declared/entity-columns.js';
import { refusedBy } from '#platform/database/pool/outage.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { displayNameAlike, lastAdmin, usernameAlike, usernameTaken } from '../auth.errors.js';
import { AccountRow } from './account.entity.js';
import { AccountKeys } from './account-keys.js';
import { AlikeNames } from './names/alike-names.repository.js';

const credentialProperties = ['id', 'passwordHash', 'passwordChangedAt', 'state'] as const;
const stateProperties = ['role', 'state', 'passwordChangedAt'] as const;
const nameProperties = ['id', 'username', 'displayName'] as const;
const accountProperties = [
  ...nameProperties,
  'role',
  'state',
  'mustChangePassword',
  'restricted',
  'objected',
  'isOwner',
  'createdAt',
  'lastSignedInAt',
] as const;

/** What signing in needs of an account. */
export type Credentials = Readonly<Pick<AccountRow, (typeof credentialProperties)[number]>>;

/** What a change finds, before it. */
export type AccountState = Readonly<Pick<AccountRow, (typeof stateProperties)[number]>>;

type Names = Readonly<Pick<AccountRow, (typeof nameProperties)[number]>>;

interface Kept extends Readonly<Pick<AccountRow, (typeof accountProperties)[number]>> {
  readonly hasPassword: boolean;
  readonly mfaEnrolled: boolean;
}

/** Damaged where its names do not open. */
export type Account = Shown<Kept>;

export type NewAccount = Readonly<
  Pick<AccountRow, 'id' | 'username' | 'displayName' | 'passwordHash' | 'role' | 'mustChangePassword' | 'isOwner' | 'createdAt'>
>;

const credentialColumns = someColumnsOf(AccountRow, credentialProperties);
const stateColumns = someColumnsOf(AccountRow, stateProperties);
const nameColumns = someColumnsOf(AccountRow, nameProperties);
const accountColumns = `${someColumnsOf(AccountRow, accountProperties)}, password_hash IS NOT NULL AS "hasPassword",
  (EXISTS (SELECT FROM auth.totp m WHERE m.user_id = auth.user.id AND m.confirmed_at IS NOT NULL)
    OR EXISTS (SELECT FROM auth.passkey k WHERE k.user_id = auth.user.id)) AS "mfaEnrolled"`;

@Injectable()
export class AccountsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
    private readonly keys: AccountKeys,
    private readonly alike: AlikeNames,
  ) {}

  async anyExists(): Promise<boolean> {
    return (await this.database.one('SELECT 1 FROM auth.user LIMIT 1')) !== null;
  }

  async credentialsOf(username: string): Promise<Credentials | null> {
    const index = await this.keys.usernameIndex(username);
    return this.database.one<Credentials>(`SELECT ${credentialColumns} FROM auth.user WHERE username_index = $1`, [index]);
  }

  async credentialsOfOwner(): Promise<Credentials | null> {
    return this.database.one<Credentials>(`SELECT ${credentialColumns} FROM auth.user WHERE is_owner`);
  }

  async credentialsById(id: string): Promise<Credentials | null> {
    return this.database.one<Credentials>(`SELECT ${credentialColumns} FROM auth.user WHERE id = $1`, [id]);
  }

  async byId(id: string): Promise<Account | null> {
    const row = await this.database.one<Stored<Kept>>(`SELECT ${accountColumns} FROM auth.user WHERE id = $1`, [id]);
    return this.rows.shownOne(AccountRow, row);
  }

  async byUsername(username: string): Promise<Account | null> {
    const index = await this.keys.usernameIndex(username);
    const row = await this.database.one<Stored<Kept>>(`SELECT ${accountColumns} FROM auth.user WHERE username_index = $1`, [
      index,
    ]);
    return this.rows.shownOne(AccountRow, row);
  }

  /** @throws Problem `not-found` when the account is gone. */
  async namesById(id: string): Promise<Pick<Account, 'username' | 'displayName'>> {
    const [found] = await this.named([id]);
    if (!found) throw notFound();
    return { username: found.username, displayName: found.displayName };
  }

  /** The names of those among `ids` who have an account. */
  async named(ids: readonly string[]): Promise<Names[]> {
    const rows = await this.database.query<Stored<Names>>(`SELECT ${nameColumns} FROM auth.user WHERE id = ANY($1::uuid[])`, [
      ids,
    ]);
    return this.rows.shown(AccountRow, rows);
  }

  /** In the requested order, after the account with the id `after`. */
  async page(filter: Pick<UserQuery, 'role' | 'state' | 'sort'>, after: string | null, limit: number): Promise<Account[]> {
    const [beyond, order] = filter.sort.startsWith('-') ? ['<', 'DESC'] : ['>', 'ASC'];
    // An id holds the time at which it was made.
    const columns = filter.sort.endsWith('signed-in') ? ["coalesce(last_signed_in_at, '-infinity')", 'id'] : ['id'];
    const place = columns.join(', ');
    const rows = await this.database.query<Stored<Kept>>(
      `SELECT ${accountColumns} FROM auth.user
        WHERE ($1::uuid IS NULL OR (${place}) ${beyond} (SELECT ${place} FROM auth.user WHERE id = $1))
          AND ($2::text IS NULL OR role = $2) AND ($3::text IS NULL OR state = $3)
        ORDER BY ${columns.map((column) => `${column} ${order}`).join(', ')} LIMIT $4`,
      [after, filter.role ?? null, filter.state ?? null, limit],
    );
    return this.rows.shown(AccountRow, rows);
  }

  /** Reads and locks the state of an account until the transaction ends. Rows that only reference it can still be added meanwhile. */
  async hold(tx: Tx, id: string): Promise<AccountState | null> {
    const [row]: AccountState[] = await tx.query(`SELECT ${stateColumns} FROM auth.user WHERE id = $1 FOR NO KEY UPDATE`, [id]);
    return row ?? null;
  }

  /** Adds an account with its own key. A name that is taken or looks like another one, or a second owner, ends in `AdditionRefused`. */
  async add(tx: Tx, account: NewAccount): Promise<void> {
    if (await this.alike.isImitation(tx, account.id, account.displayName)) throw new AdditionRefused('display-name-alike', {});
    try {
      await this.rows.insert(tx, AccountRow, {
        id: account.id,
        username: account.username,
        usernameIndex: await this.keys.usernameIndex(account.username),
        displayName: account.displayName,
        ...(await this.alike.likenessesOf(account.username, account.displayName)),
        passwordHash: account.passwordHash,
        passwordChangedAt: account.createdAt,
        mustChangePassword: account.mustChangePassword,
        role: account.role,
        state: 'active',
        restricted: false,
        objected: false,
        isOwner: account.isOwner,
        createdAt: account.createdAt,
      });
    } catch (error) {
      const constraint = refusedBy(error)?.constraint;
      if (constraint === 'user_username_taken') throw new AdditionRefused('username-taken', { cause: error });
      if (constraint === 'user_username_alike') throw new AdditionRefused('username-alike', { cause: error });
      if (constraint === 'user_only_owner') throw new AdditionRefused('owner-exists', { cause: error });
      throw error;
    }
  }

  /** @throws Problem `last-admin` */
  async setRole(tx: Tx, id: string, role: Role): Promise<void> {
    await keepingAnAdmin(tx.query('SELECT auth.set_role($1, $2)', [id, role]));
  }

  /** @throws Problem `last-admin` */
  async setState(tx: Tx, id: string, state: Account['state']): Promise<void> {
    await keepingAnAdmin(this.rows.update(tx, AccountRow, { id }, { state }));
  }

  /** For good: without a password nobody signs in, whoever would enable it again. */
  async close(tx: Tx, id: string): Promise<void> {
    await keepingAnAdmin(this.rows.update(tx, AccountRow, { id }, { state: 'disabled', passwordHash: null }));
  }

  /** Disables everybody else in these roles who is active. Returns who that was. */
  async disableOthers(tx: Tx, roles: readonly Role[], except: string): Promise<string[]> {
    const [rows]: [{ id: string }[], number] = await tx.query(
      `UPDATE auth.user SET state = 'disabled' WHERE role = ANY ($1) AND id <> $2 AND state = 'active' RETURNING id`,
      [roles, except],
    );
    return rows.map(({ id }) => id);
  }

  /** @throws Problem `display-name-alike` */
  async rename(tx: Tx, id: string, displayName: string): Promise<void> {
    if (await this.alike.isImitation(tx, id, displayName)) throw displayNameAlike();
    const displayNameLikeness = await this.keys.likenessIndex('display_name', displayName);
    await this.rows.update(tx, AccountRow, { id }, { displayName, displayNameLikeness });
  }

  /** Names that are not given stay. @throws Problem `username-taken`, `username-alike`, `display-name-alike`, `not-found` */
  async correctNames(
    tx: Tx,
    id: string,
    { username, displayName }: { readonly username?: string; readonly displayName?: string },
  ): Promise<void> {
    await this.hold(tx, id);
    if (displayName !== undefined) await this.rename(tx, id, displayName);
    if (username === undefined) return;
    const usernameIndex = await this.keys.usernameIndex(username);
    const usernameLikeness = await this.keys.likenessIndex('username', username);
    try {
      await this.rows.update(tx, AccountRow, { id }, { username, usernameIndex, usernameLikeness });
    } catch (error) {
      const constraint = refusedBy(error)?.constraint;
      if (constraint === 'user_username_taken') throw usernameTaken({ cause: error });
      throw constraint === 'user_username_alike' ? usernameAlike({ cause: error }) : error;
    }
  }

  async mark(tx: Tx, id: string, state: Partial<Pick<AccountRow, 'restricted' | 'objected'>>): Promise<void> {
    await this.rows.update<AccountRow>(tx, AccountRow, { id }, state);
  }

  async noteSignIn(tx: Tx, id: string, at: Date): Promise<void> {
    await this.rows.update(tx, AccountRow, { id }, { lastSignedInAt: at });
  }

  async setPassword(tx: Tx, id: string, passwordHash: string, changedAt: Date): Promise<void> {
    await this.rows.update(tx, AccountRow, { id }, { passwordHash, passwordChangedAt: changedAt, mustChangePassword: false });
  }

  /** The same password at today's cost; nothing happens when the password was changed meanwhile. */
  async rehash(tx: Tx, id: string, before: string, after: string): Promise<void> {
    await this.rows.update(tx, AccountRow, { id, passwordHash: before }, { passwordHash: after });
  }
}

/** The database let an account not come into being; its transaction is over. */
export class AdditionRefused extends Error {
  constructor(
    readonly why: 'username-taken' | 'username-alike' | 'display-name-alike' | 'owner-exists',
    options: ErrorOptions,
  ) {
    super(`The account was refused: ${why}.`, options);
    this.name = 'AdditionRefused';
  }
}

async function keepingAnAdmin(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    throw refusedBy(error)?.constraint === 'user_last_admin' ? lastAdmin({ cause: error }) : error;
  }
}
