import dns from 'node:dns';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import './offline.js';

it('leaves a process of the parsers no way to reach anybody', () => {
  expect(() => fetch('http://127.0.0.1:1/')).toThrow('A parser reaches no network.');
  expect(() => connect(1, '127.0.0.1')).toThrow('A parser reaches no network.');
  expect(() => dns.lookup('example.org', () => undefined)).toThrow('A parser reaches no network.');
});
