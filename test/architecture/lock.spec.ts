import { expect, test } from 'vitest';

interface Lock {
  readonly packages: Readonly<Record<string, object>>;
}

const { completed, missingOptionals } = (await import('../../scripts/lock.mjs' as string)) as {
  completed(lock: Lock): Lock;
  missingOptionals(lock: Lock): readonly { name: string }[];
};

const lock: Lock = {
  packages: {
    '': {},
    'node_modules/native': {
      dev: true,
      optionalDependencies: {
        '@native/binding-linux-x64-gnu': '1.2.3',
        '@native/binding-win32-arm64-msvc': '1.2.3',
        '@native/binding-linux-arm-gnueabihf': '1.2.3',
        '@native/binding-wasm32-wasi': '1.2.3',
      },
    },
    'node_modules/@native/binding-linux-x64-gnu': { version: '1.2.3' },
    'node_modules/other/node_modules/native': { optionalDependencies: { '@native/binding-linux-x64-gnu': '2.0.0' } },
  },
};

test('names each optional dependency that the lock does not have', () => {
  expect(missingOptionals(lock).map(({ name }) => name)).toEqual([
    '@native/binding-win32-arm64-msvc',
    '@native/binding-linux-arm-gnueabihf',
    '@native/binding-wasm32-wasi',
  ]);
});

test('a placeholder says for which system the package is, so that no other installs it', () => {
  const { packages } = completed(lock);
  expect(packages['node_modules/@native/binding-win32-arm64-msvc']).toEqual({
    version: '1.2.3',
    cpu: ['arm64'],
    dev: true,
    optional: true,
    os: ['win32'],
  });
  expect(packages['node_modules/@native/binding-linux-arm-gnueabihf']).toMatchObject({ cpu: ['arm'], os: ['linux'] });
  expect(packages['node_modules/@native/binding-wasm32-wasi']).toEqual({
    version: '1.2.3',
    cpu: ['wasm32'],
    dev: true,
    optional: true,
  });
});

test('a completed lock is complete, and stays as it is', () => {
  const once = completed(lock);
  expect(missingOptionals(once)).toEqual([]);
  expect(completed(once)).toEqual(once);
});

test('a package whose system is unknown is left to a person', () => {
  const odd = { packages: { 'node_modules/odd': { optionalDependencies: { 'odd-binding': '1.0.0' } } } };
  expect(() => completed(odd)).toThrow('odd-binding@1.0.0');
});
