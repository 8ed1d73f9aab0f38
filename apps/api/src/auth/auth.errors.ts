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
