import { Injectable } from '@nestjs/common';
import type { Role } from '#contracts/roles.js';
import type { UserQuery } from '#contracts/users.js';
import { Database } from '#platform/database/database.js';
import { refusedBy } from '#platform/database/outage.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { Keyring } from '#platform/keyring/keyring.js';
import type { Sealed } from '#sealing/record.js';
import { displayNameAlike, lastAdmin } from '../auth.errors.js';
import { AccountRow } from './account.entity.js';
import { AccountKeys } from './account-keys.js';
import { AlikeNames } from './names/alike-names.repository.js';

/** What signing in needs of an account; its names stay sealed. */
export interface Credentials {
  readonly id: string;
  readonly passwordHash: string | null;
  readonly passwordChangedAt: Date;
  readonly state: 'active' | 'disabled';
}

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly state: 'active' | 'disabled';
  readonly mustChangePassword: boolean;
  readonly restricted: boolean;
  readonly isOwner: boolean;
  readonly hasPassword: boolean;
  readonly mfaEnrolled: boolean;
  readonly createdAt: Date;
  readonly lastSignedInAt: Date | null;
  /** Whether its names do not open. */
  readonly damaged?: boolean;
}

/** What a change finds, before it. */
export type Standing = Pick<Account, 'role' | 'state'> & Pick<Credentials, 'passwordChangedAt'>;

export interface NewAccount {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly passwordHash: string | null;
  readonly role: Role;
  readonly mustChangePassword: boolean;
  readonly isOwner: boolean;
  readonly createdAt: Date;
}

type AccountWithSealedNames = Omit<Account, 'username' | 'displayName'> & { username: Sealed; displayName: Sealed };

const accountColumns = `id, username, display_name AS "displayName", role, state, must_change_password AS "mustChangePassword", restricted,
  is_owner AS "isOwner", password_hash IS NOT NULL AS "hasPassword",
  (EXISTS (SELECT FROM auth.totp m WHERE m.user_id = auth.user.id AND m.confirmed_at IS NOT NULL)
    OR EXISTS (SELECT FROM auth.passkey k WHERE k.user_id = auth.user.id)) AS "mfaEnrolled", created_at AS "createdAt", last_signed_in_at AS "lastSignedInAt"`;

const credentialColumns = 'id, password_hash AS "passwordHash", password_changed_at AS "passwordChangedAt", state';

@Injectable()
export class AccountsRepository {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
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
    const row = await this.database.one<AccountWithSealedNames>(`SELECT ${accountColumns} FROM auth.user WHERE id = $1`, [id]);
    return row && this.opened(row);
  }

  async byUsername(username: string): Promise<Account | null> {
    const index = await this.keys.usernameIndex(username);
    const row = await this.database.one<AccountWithSealedNames>(
      `SELECT ${accountColumns} FROM auth.user WHERE username_index = $1`,
      [index],
    );
    return row && this.opened(row);
  }

  /** @throws Problem `not-found` when the account is gone. */
  async namesById(id: string): Promise<Pick<Account, 'username' | 'displayName'>> {
    const [found] = await this.named([id]);
    if (!found) throw notFound();
    return { username: found.username, displayName: found.displayName };
  }

  /** The names of those among `ids` who have an account. */
  async named(ids: readonly string[]): Promise<Pick<Account, 'id' | 'username' | 'displayName'>[]> {
    const rows = await this.database.query<Pick<AccountWithSealedNames, 'id' | 'username' | 'displayName'>>(
      'SELECT id, username, display_name AS "displayName" FROM auth.user WHERE id = ANY($1::uuid[])',
      [ids],
    );
    await this.keyring.loadSubjects(rows.map((row) => row.id));
    return Promise.all(rows.map(async (row) => ({ id: row.id, ...(await this.namesOf(row)) })));
  }

  /** In the order that is asked for, after the account with the id `after`. */
  async page(filter: Pick<UserQuery, 'role' | 'state' | 'sort'>, after: string | null, limit: number): Promise<Account[]> {
    const [beyond, order] = filter.sort.startsWith('-') ? ['<', 'DESC'] : ['>', 'ASC'];
    // An id holds the time at which it was made.
    const columns = filter.sort.endsWith('signed-in') ? ["coalesce(last_signed_in_at, '-infinity')", 'id'] : ['id'];
    const place = columns.join(', ');
    const rows = await this.database.query<AccountWithSealedNames>(
      `SELECT ${accountColumns} FROM auth.user
        WHERE ($1::uuid IS NULL OR (${place}) ${beyond} (SELECT ${place} FROM auth.user WHERE id = $1))
          AND ($2::text IS NULL OR role = $2) AND ($3::text IS NULL OR state = $3)
        ORDER BY ${columns.map((column) => `${column} ${order}`).join(', ')} LIMIT $4`,
      [after, filter.role ?? null, filter.state ?? null, limit],
    );
    await this.keyring.loadSubjects(rows.map((row) => row.id));
    return Promise.all(rows.map((row) => this.opened(row)));
  }

  /** How an account stands, and it stays so until the transaction ends. Rows that only name it can still be added meanwhile. */
  async hold(tx: Tx, id: string): Promise<Standing | null> {
    const [row]: Standing[] = await tx.query(
      'SELECT role, state, password_changed_at AS "passwordChangedAt" FROM auth.user WHERE id = $1 FOR NO KEY UPDATE',
      [id],
    );
    return row ?? null;
  }

  private async opened(row: AccountWithSealedNames): Promise<Account> {
    return { ...row, ...(await this.namesOf(row)) };
  }

  private async namesOf(row: { readonly id: string; readonly username: Sealed; readonly displayName: Sealed }) {
    const reader = await this.keyring.readerForSubject(row.id);
    const names = {
      username: reader.text(placeOf(row.id, 'username'), row.username),
      displayName: reader.text(placeOf(row.id, 'display_name'), row.displayName),
    };
    return reader.isDamaged ? { ...names, damaged: true } : names;
  }

  /** Adds an account with its own key. A name that is taken or looks like another one, or a second owner, ends in `AdditionRefused`. */
  async add(tx: Tx, account: NewAccount): Promise<void> {
    if (await this.alike.isImitation(tx, account.id, account.displayName)) throw new AdditionRefused('display-name-alike', {});
    const sealer = await this.keyring.forSubject(account.id, tx);
    try {
      await tx.insert(AccountRow, {
        id: account.id,
        usernameIndex: await this.keys.usernameIndex(account.username),
        username: sealer.seal(placeOf(account.id, 'username'), account.username),
        displayName: sealer.seal(placeOf(account.id, 'display_name'), account.displayName),
        ...(await this.alike.likenessesOf(account.username, account.displayName)),
        passwordHash: account.passwordHash,
        passwordChangedAt: account.createdAt,
        mustChangePassword: account.mustChangePassword,
        role: account.role,
        state: 'active',
        restricted: false,
        isOwner: account.isOwner,
        createdAt: account.createdAt,
        lastSignedInAt: null,
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
    await keepingAnAdmin(tx.update(AccountRow, { id }, { state }));
  }

  /** Disables everybody else in these roles who is active. Answers who that was. */
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
    const sealer = await this.keyring.forSubject(id, tx);
    const sealed = sealer.seal(placeOf(id, 'display_name'), displayName);
    const displayNameLikeness = await this.keys.likenessIndex('display_name', displayName);
    await tx.update(AccountRow, { id }, { displayName: sealed, displayNameLikeness });
  }

  async noteSignIn(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.update(AccountRow, { id }, { lastSignedInAt: at });
  }

  async setPassword(tx: Tx, id: string, passwordHash: string, changedAt: Date): Promise<void> {
    await tx.update(AccountRow, { id }, { passwordHash, passwordChangedAt: changedAt, mustChangePassword: false });
  }

  /** The same password at today's cost; nothing happens when the password was changed meanwhile. */
  async rehash(tx: Tx, id: string, before: string, after: string): Promise<void> {
    await tx.update(AccountRow, { id, passwordHash: before }, { passwordHash: after });
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

function placeOf(id: string, column: 'username' | 'display_name') {
  return { table: 'auth.user', column, row: id } as const;
}
