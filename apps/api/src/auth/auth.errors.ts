import { problem } from '#platform/http/problem.js';

export const invalidCredentials = problem(
  'invalid-credentials',
  'invalid-credentials',
  'That username and password don’t match.',
);
export const tooManyFailures = problem(
  'rate-limited',
  'too-many-failures',
  'Too many failed sign-ins. Wait before you try again.',
);
export const signInBusy = problem(
  'unavailable',
  'sign-in-busy',
  'Too many people are signing in right now. Try again in a few seconds.',
);
export const wrongSetUpCode = problem(
  'invalid-credentials',
  'wrong-set-up-code',
  'That set-up code is incorrect. You can find it in Chat Man’s startup output.',
);
export const noSoundBackup = problem(
  'conflict',
  'no-sound-backup',
  'No backup has been found valid yet, so there is none to keep elsewhere. Make one and verify it first.',
);
export const alreadySetUp = problem('conflict', 'already-set-up', 'The first account already exists. Sign in instead.');
export const registrationClosed = problem(
  'forbidden',
  'registration-closed',
  'Only administrators can create accounts here. Ask an administrator for one.',
);
export const weakPassword = problem('unprocessable', 'weak-password', 'The password is too easy to guess.');
export const samePassword = problem(
  'unprocessable',
  'same-password',
  'The new password is the same as the old one. Choose a different one.',
);
export const setUpFirst = problem(
  'conflict',
  'set-up-first',
  'No account exists yet. Create the first one with the set-up code.',
);
export const passwordChangedMeanwhile = problem(
  'conflict',
  'password-changed-meanwhile',
  'The password was changed in the meantime. Sign in with the newer one.',
);

export { needsSession } from '#platform/access/guard/access.errors.js';
export const stepUpRequired = problem(
  'step-up-required',
  'step-up-required',
  'This is a sensitive action. Confirm your identity (POST /api/auth/step-up), then repeat the request.',
);
export const proofIncomplete = problem(
  'unprocessable',
  'proof-incomplete',
  'This step-up needs every factor you sign in with, in one request. Nothing was checked; send all of them.',
);
export const factorProofNeeded = problem(
  'unprocessable',
  'factor-proof-needed',
  'This session started before you set up a second factor, so it needs that factor now: a code or a passkey. Nothing was checked.',
);
export const ownApproval = problem(
  'forbidden',
  'own-approval',
  'You can’t decide on your own request, or on one that benefits you. Someone else has to.',
);
export const alreadyDecided = problem('conflict', 'already-decided', 'This has already been decided. Nothing was changed.');
export const approvalExpired = problem('conflict', 'approval-expired', 'Nobody decided this within 24 hours. Request it again.');
export const approvalLapsed = problem(
  'conflict',
  'approval-lapsed',
  'The requester has since been disabled or changed roles, so this can no longer be decided. Nothing was changed.',
);
export const secondPersonMissing = problem(
  'conflict',
  'second-person-missing',
  'This needs a second person, and nobody else who can decide is able to sign in. Nothing was changed. If that is permanent, run this on the server: chatman single-operator <username> --reason <why>.',
);
export const secondPersonAtShell = problem(
  'conflict',
  'second-person-at-shell',
  'This needs a second person, so it can’t be done from a shell. Request it in the portal, where someone else can approve it. Nothing was changed.',
);
export const notAnAdministrator = problem(
  'unprocessable',
  'not-an-administrator',
  'There is no administrator with this name who can sign in. Nothing was changed.',
);
export const noSuchAccount = problem(
  'not-found',
  'no-such-username',
  'There is no account with this username. Nothing was changed.',
);
export const usernameTaken = problem('conflict', 'username-taken', 'This username is already taken.');
export const usernameAlike = problem(
  'conflict',
  'username-alike',
  'A username that looks the same is already taken. Choose a different one.',
);
export const displayNameAlike = problem(
  'conflict',
  'display-name-alike',
  'Another account has a name that looks the same but uses different characters. Use the same characters, or a different name.',
);
export const lastAdmin = problem(
  'conflict',
  'last-admin',
  'This is the last administrator who can sign in. Give someone else the role first.',
);
export const ownAccount = problem('conflict', 'own-account', 'You can’t do this to your own account. Ask another administrator.');
export const sameRole = problem('conflict', 'same-role', 'This person already has this role.');
export const disabledAccount = problem('conflict', 'disabled-account', 'The account is disabled. Enable it first.');
export const roleRequestOpen = problem(
  'conflict',
  'role-request-open',
  'You already have an open request. Wait for the decision, or withdraw the request.',
);
export const ownRoleRequest = problem(
  'forbidden',
  'own-role-request',
  'You can’t decide on your own request. Another administrator has to.',
);
export const resetLinkUsed = problem(
  'gone',
  'reset-link-used',
  'This link has expired or has already been used. Ask an administrator for a new one.',
);

export const scopeBeyondRole = problem('unprocessable', 'scope-beyond-role', 'A token can never do more than you can.');
export const tooManyTokens = problem(
  'conflict',
  'too-many-tokens',
  'You have reached the limit of tokens per person. Revoke one first.',
);
export const mfaRequired = problem(
  'mfa-required',
  'mfa-required',
  'Send the code of your authenticator app, or a recovery code, as `code`.',
);
export const alreadyEnrolled = problem('conflict', 'already-enrolled', 'You already have a second factor. Remove it first.');
export const wrongCode = problem(
  'unprocessable',
  'wrong-code',
  'That code is incorrect or has expired. Check the clock on your device and try again.',
);

export const ssoUnavailable = problem(
  'unavailable',
  'sso-unavailable',
  'The single sign-on provider isn’t responding. Try again in a moment, or sign in with your password.',
);
export const ssoRefused = problem(
  'invalid-credentials',
  'sso-refused',
  'Single sign-on failed. Start again. If it fails again, ask an administrator.',
);
export const ssoLinkRefused = problem(
  'unprocessable',
  'sso-link-refused',
  'There is no identity to link. Start again from your account.',
);
export const ssoCancelled = problem(
  'unprocessable',
  'sso-cancelled',
  'Single sign-on was cancelled, by you or by the provider. You can start again at any time.',
);
export const ssoStepUpNotBegun = problem(
  'unprocessable',
  'sso-step-up-not-begun',
  'This confirmation has already been used, has expired, or was started in another browser. Start again.',
);
export const ssoOtherSession = problem(
  'unprocessable',
  'sso-other-session',
  'This was started in a different session. Start again.',
);
export const ssoOtherIdentity = problem(
  'unprocessable',
  'sso-other-identity',
  'The person who signed in with single sign-on isn’t the owner of this account. Start again, and sign in as yourself.',
);
export const ssoAuthTimeMissing = problem(
  'unprocessable',
  'sso-auth-time-missing',
  'The single sign-on provider didn’t say when you signed in, so it can’t confirm that it’s you now. Tell an administrator.',
);
export const ssoAuthTimeOld = problem(
  'unprocessable',
  'sso-auth-time-old',
  'The single sign-on provider didn’t ask you to sign in again. Sign out there, then start again.',
);
export const ssoAuthTimeAhead = problem(
  'unprocessable',
  'sso-auth-time-ahead',
  'The single sign-on provider’s clock is ahead of Chat Man’s. Tell an administrator.',
);
export const ssoNotLinked = problem(
  'conflict',
  'sso-not-linked',
  'Your account isn’t linked to single sign-on, so it can’t be used to confirm that it’s you.',
);
export const ssoNoAccount = problem(
  'forbidden',
  'sso-no-account',
  'You don’t have an account here yet. Ask an administrator for one.',
);
export const ssoNameTaken = problem(
  'conflict',
  'sso-name-taken',
  'An account with your name already exists. Sign in with its password, then link single sign-on in My account.',
);
export const ssoNameUnusable = problem(
  'unprocessable',
  'sso-name-unusable',
  'The single sign-on provider sent no valid username. Ask an administrator.',
);
export const ssoLinkedElsewhere = problem(
  'conflict',
  'sso-linked-elsewhere',
  'This identity is linked to another account, or your account already has one.',
);
export const lastSignInMethod = problem(
  'conflict',
  'last-way-in',
  'This is the only way to sign in to your account. Choose a password first, with a link from an administrator.',
);

export const passkeyRefused = problem('unprocessable', 'passkey-refused', 'The passkey doesn’t match this request. Start again.');
export const passkeyKnown = problem('conflict', 'passkey-known', 'This passkey has already been added.');
export const tooManyPasskeys = problem(
  'conflict',
  'too-many-passkeys',
  'You have reached the limit of passkeys per person. Remove one first.',
);
