import { problem } from '#platform/http/problem.js';

export const invalidCredentials = problem('invalid-credentials', 'invalid-credentials', 'The name or the password is not right.');
export const tooManyFailures = problem(
  'rate-limited',
  'too-many-failures',
  'Signing in failed too often. Wait before you try again.',
);
export const signInBusy = problem(
  'unavailable',
  'sign-in-busy',
  'Too many people are signing in at this moment. Try again in a few seconds.',
);
export const wrongSetUpCode = problem(
  'invalid-credentials',
  'wrong-set-up-code',
  'This is not the set-up code. It stands in the output of the start.',
);
export const alreadySetUp = problem('conflict', 'already-set-up', 'The first account exists already. Sign in.');
export const registrationClosed = problem(
  'forbidden',
  'registration-closed',
  'Accounts are made by an administrator here. Ask yours for one.',
);
export const weakPassword = problem('unprocessable', 'weak-password', 'The password is too easy to guess.');
export const samePassword = problem('unprocessable', 'same-password', 'The new password is the old one. Choose another.');
export const setUpFirst = problem('conflict', 'set-up-first', 'The first account has to be made first, with the set-up code.');

export { needsSession } from '#platform/access/access.errors.js';
export const stepUpRequired = problem(
  'step-up-required',
  'step-up-required',
  'This cannot be undone. Say again who you are (POST /api/auth/step-up), then repeat it.',
);
export const proofIncomplete = problem(
  'unprocessable',
  'proof-incomplete',
  'Here this takes all that you sign in with, together. Nothing was tried; say the rest too.',
);
export const factorProofNeeded = problem(
  'unprocessable',
  'factor-proof-needed',
  'This session began before the second factor was set up, so it takes that factor: a code, or a passkey. Nothing was tried.',
);
export const ownApproval = problem(
  'forbidden',
  'own-approval',
  'Somebody else has to decide what you asked for or what is to your advantage.',
);
export const alreadyDecided = problem('conflict', 'already-decided', 'This was decided already. Nothing was changed.');
export const approvalExpired = problem('conflict', 'approval-expired', 'Nobody decided this within 24 hours. Ask for it again.');
export const approvalLapsed = problem(
  'conflict',
  'approval-lapsed',
  'Whoever asked for this was disabled or has another role since, so it cannot be decided any more. Nothing was changed.',
);
export const secondPersonMissing = problem(
  'conflict',
  'second-person-missing',
  'This takes a second person, and nobody else who may decide can sign in. Nothing was changed. If nobody will again, somebody with a shell on the server runs: chatman single-operator <username> --reason <why>.',
);
export const notAnAdministrator = problem(
  'unprocessable',
  'not-an-administrator',
  'There is no administrator of this name who can sign in. Nothing was changed.',
);
export const usernameTaken = problem('conflict', 'username-taken', 'There is an account with this name already.');
export const usernameAlike = problem(
  'conflict',
  'username-alike',
  'There is an account whose username looks the same as this one. Choose another username.',
);
export const displayNameAlike = problem(
  'conflict',
  'display-name-alike',
  'Somebody else here has a name that looks the same as this one and is written with other characters. Write it as they do, or differently.',
);
export const lastAdmin = problem(
  'conflict',
  'last-admin',
  'This is the last administrator who can sign in. Make another one first.',
);
export const ownAccount = problem('conflict', 'own-account', 'Another administrator has to do this with your account.');
export const sameRole = problem('conflict', 'same-role', 'The person holds this role already.');
export const disabledAccount = problem('conflict', 'disabled-account', 'The account is disabled. Enable it first.');
export const roleRequestOpen = problem(
  'conflict',
  'role-request-open',
  'You have asked already. Wait for the decision, or take the request back.',
);
export const ownRoleRequest = problem('forbidden', 'own-role-request', 'Another administrator has to decide what you asked for.');
export const resetLinkUsed = problem(
  'gone',
  'reset-link-used',
  'This link was used or has expired. Ask an administrator for a new one.',
);

export const scopeBeyondRole = problem(
  'unprocessable',
  'scope-beyond-role',
  'A token cannot be allowed what you are not allowed yourself.',
);
export const tooManyTokens = problem(
  'conflict',
  'too-many-tokens',
  'You have as many tokens as one person may have. Revoke one first.',
);
export const mfaRequired = problem(
  'mfa-required',
  'mfa-required',
  'Send the code of your authenticator app, or a recovery code, as `code`.',
);
export const alreadyEnrolled = problem('conflict', 'already-enrolled', 'There is a second factor already. Remove it first.');
export const wrongCode = problem(
  'unprocessable',
  'wrong-code',
  'This is not the code of this moment. Check the clock of the device and try again.',
);

export const ssoUnavailable = problem(
  'unavailable',
  'sso-unavailable',
  'The service for single sign-on does not answer. Try again in a moment, or sign in with your password.',
);
export const ssoRefused = problem(
  'invalid-credentials',
  'sso-refused',
  'The single sign-on was not accepted. Begin again; if that fails, ask an administrator.',
);
export const ssoLinkRefused = problem(
  'unprocessable',
  'sso-link-refused',
  'There is no identity to link. Begin again from your account.',
);
export const ssoCancelled = problem(
  'unprocessable',
  'sso-cancelled',
  'You turned back at the service for single sign-on, or it did not let you go on. Begin again when you like.',
);
export const ssoStepUpNotBegun = problem(
  'unprocessable',
  'sso-step-up-not-begun',
  'There is nothing to confirm: it was used already, took too long, or was begun in another browser. Begin again.',
);
export const ssoOtherSession = problem(
  'unprocessable',
  'sso-other-session',
  'This was begun in another session than the one that you are in now. Begin again.',
);
export const ssoOtherIdentity = problem(
  'unprocessable',
  'sso-other-identity',
  'Who signed in at the service for single sign-on is not the person of this account. Begin again, and sign in there as yourself.',
);
export const ssoAuthTimeMissing = problem(
  'unprocessable',
  'sso-auth-time-missing',
  'The service for single sign-on did not say when you signed in there, which proves nothing about this moment. Tell an administrator.',
);
export const ssoAuthTimeOld = problem(
  'unprocessable',
  'sso-auth-time-old',
  'The service for single sign-on let you through without asking who you are. Sign out there, then begin again.',
);
export const ssoAuthTimeAhead = problem(
  'unprocessable',
  'sso-auth-time-ahead',
  'The clock of the service for single sign-on is ahead of the clock of Chat Man. Tell an administrator.',
);
export const ssoNotLinked = problem(
  'conflict',
  'sso-not-linked',
  'Your account is not linked to the single sign-on, which therefore cannot say who you are.',
);
export const ssoNoAccount = problem('forbidden', 'sso-no-account', 'You have no account here yet. Ask an administrator for one.');
export const ssoNameTaken = problem(
  'conflict',
  'sso-name-taken',
  'There is an account with your name. Sign in with its password and link the single sign-on under your account.',
);
export const ssoNameUnusable = problem(
  'unprocessable',
  'sso-name-unusable',
  'The service for single sign-on gave no name that an account can have. Ask an administrator.',
);
export const ssoLinkedElsewhere = problem(
  'conflict',
  'sso-linked-elsewhere',
  'This identity belongs to another account, or your account has one already.',
);
export const lastWayIn = problem(
  'conflict',
  'last-way-in',
  'This is the only way into your account. Choose a password first, with a link from an administrator.',
);

export const passkeyRefused = problem(
  'unprocessable',
  'passkey-refused',
  'The passkey does not fit what was asked of it. Begin again.',
);
export const passkeyKnown = problem('conflict', 'passkey-known', 'This passkey was added already.');
export const tooManyPasskeys = problem(
  'conflict',
  'too-many-passkeys',
  'You have as many passkeys as one person may have. Remove one first.',
);
