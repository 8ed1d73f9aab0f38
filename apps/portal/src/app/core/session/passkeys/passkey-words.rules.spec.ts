import { fitsHost, noPasskeyWords, passkeyWords } from './passkey-words.rules.js';

describe('words about a passkey that was not added or used', () => {
  it.each([
    ['ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED', 'InvalidStateError', 'already'],
    ['ERROR_INVALID_DOMAIN', 'SecurityError', '“chat.example”'],
    ['ERROR_INVALID_RP_ID', 'SecurityError', '“chat.example”'],
    ['ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT', 'ConstraintError', 'can’t store'],
    ['ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY', 'NotAllowedError', 'was closed'],
    ['ERROR_AUTHENTICATOR_GENERAL_ERROR', 'UnknownError', 'couldn’t create'],
  ])('adding one: %s', (code, name, words) => {
    expect(passkeyWords({ code, name }, { act: 'add', boundTo: 'chat.example' })).toContain(words);
  });

  it.each([
    ['NotAllowedError', 'has no passkey'],
    ['UnknownError', 'couldn’t use'],
  ])('using one: %s', (name, words) => {
    expect(passkeyWords({ name }, { act: 'use', boundTo: 'chat.example' })).toContain(words);
  });
});

it.each([
  [true, 'This browser doesn’t support'],
  [false, 'https address'],
])('says why there are none here: safe page %s', (isSafePage, words) => {
  expect(noPasskeyWords(isSafePage)).toContain(words);
});

it.each([
  ['chat.example.org', 'chat.example.org', true],
  ['eu.chat.example.org', 'chat.example.org', true],
  ['127.0.0.1', 'localhost', false],
  ['notchat.example.org', 'chat.example.org', false],
  ['10.0.0.7', null, false],
])('at %s passkeys of %s can be offered: %s', (here, boundTo, isOffered) => {
  expect(fitsHost(here, boundTo)).toBe(isOffered);
});
