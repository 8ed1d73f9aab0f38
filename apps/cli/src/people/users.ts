import { ActOnUser, ChangeUser, CreateUser, ResetMfa, type ResetLink, type User } from '#contracts/auth/people/users.js';
import { Role } from '#contracts/auth/people/roles.js';
import { OperatorPeopleFacade } from '../../../api/src/auth/operator/operator-people.facade.js';
import { print, type OutputOptions } from '../output.js';
import { checked, withPeople, type Command } from './people-context.js';

type ListOptions = OutputOptions & { readonly role?: string; readonly state?: User['state'] };
type WithReason = OutputOptions & { readonly reason: string };

/** `chatman users list` */
export function listUsers({ role, state, ...output }: ListOptions): Command {
  const filter = {
    ...(role === undefined ? {} : { role: checked(Role, role) }),
    ...(state === undefined ? {} : { state }),
  };
  return withPeople(async (app) => {
    const users = await app.get(OperatorPeopleFacade).list(filter);
    print(output, users, users.length === 0 ? 'There are no such accounts.\n' : users.map(line).join(''));
  });
}

/** `chatman users create <username>`: the person chooses the password, by a link that works once. */
export function createUser(
  username: string,
  { role, displayName, ...output }: OutputOptions & { readonly role: string; readonly displayName?: string },
): Command {
  const command = checked(CreateUser, { username, displayName: displayName ?? username, role });
  return withPeople(async (app) => {
    const created = await app.get(OperatorPeopleFacade).create(command);
    print(output, created, `${line(created)}${linkText(created.link)}`);
  });
}

/** `chatman users disable <username>` */
export function disableUser(username: string, { reason, ...output }: WithReason): Command {
  checked(ActOnUser, { reason });
  return changing(output, (people) => people.disable(username, reason), 'All sessions of this account were ended.');
}

/** `chatman users enable <username>` */
export function enableUser(username: string, { reason, ...output }: WithReason): Command {
  checked(ActOnUser, { reason });
  return changing(output, (people) => people.enable(username, reason));
}

/** `chatman users role <username> <role>` */
export function changeRole(username: string, role: string, { reason, ...output }: WithReason): Command {
  const change = checked(ChangeUser, { role, reason });
  return changing(output, (people) => people.setRole(username, change.role!, reason));
}

/** `chatman users reset-password <username>` */
export function resetPassword(username: string, { reason, ...output }: WithReason): Command {
  checked(ActOnUser, { reason });
  return withPeople(async (app) => {
    const link = await app.get(OperatorPeopleFacade).resetLink(username, reason);
    print(output, link, linkText(link));
  });
}

/** `chatman users reset-factor <username>` */
export function resetFactor(
  username: string,
  { reason, identityCheck, ...output }: WithReason & { readonly identityCheck: string },
): Command {
  const command = checked(ResetMfa, { reason, identityCheck });
  return changing(
    output,
    (people) => people.resetFactor(username, command),
    'This person signs in with a password alone until they set up a new second factor.',
  );
}

function changing(output: OutputOptions, change: (people: OperatorPeopleFacade) => Promise<User>, what = ''): Command {
  return withPeople(async (app) => {
    const user = await change(app.get(OperatorPeopleFacade));
    print(output, user, `${line(user)}${what === '' ? '' : `${what}\n`}`);
  });
}

function line({ id, username, role, state, mfaEnrolled, lastSignedInAt }: User): string {
  const facts = [id, username, role, state, mfaEnrolled ? 'second factor' : 'no second factor'];
  return `${[...facts, lastSignedInAt === null ? 'never signed in' : `signed in ${lastSignedInAt}`].join('  ')}\n`;
}

function linkText({ path, expiresAt }: ResetLink): string {
  return `The person chooses a password at this address of Chat Man, once, until ${expiresAt}:\n${path}\n`;
}
