import { expect, test } from 'vitest';
import { serverSettings } from './server-settings.rules.js';

const onSocket = { host: '/tmp/chatman-1', port: 5432, isDurable: true, extra: {} };

test('a server on a socket listens on no network address, and only its owner may connect', () => {
  expect(serverSettings(onSocket)).toEqual(
    expect.arrayContaining(['listen_addresses=', 'unix_socket_directories=/tmp/chatman-1', 'unix_socket_permissions=0700']),
  );
});

test('a server on TCP makes no socket', () => {
  const settings = serverSettings({ ...onSocket, host: '127.0.0.1', port: 6000 });
  expect(settings).toEqual(expect.arrayContaining(['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'port=6000']));
});

test('only data that may be lost is written carelessly', () => {
  expect(serverSettings(onSocket)).not.toContain('fsync=off');
  expect(serverSettings({ ...onSocket, isDurable: false })).toContain('fsync=off');
});

test('the log repeats no statement, parameter or row value', () => {
  expect(serverSettings(onSocket)).toEqual(
    expect.arrayContaining([
      'log_min_messages=log',
      'log_min_error_statement=panic',
      'log_error_verbosity=terse',
      'log_statement=none',
    ]),
  );
});

test('own settings win', () => {
  expect(serverSettings({ ...onSocket, extra: { max_connections: '300', jit: 'on' } })).toEqual(
    expect.arrayContaining(['max_connections=300', 'jit=on']),
  );
  expect(serverSettings({ ...onSocket, extra: { jit: 'on' } })).not.toContain('jit=off');
});
