let loading: Promise<ReadonlySet<string>> | null = null;

/**
 * Some 49,000 passwords that recur in leaked collections, in lower case; they come with Chat Man, so no
 * attempt is disclosed to a third party. Loaded when a password is first chosen: it takes some 20 MB that most processes never need.
 */
export function leakedPasswords(): Promise<ReadonlySet<string>> {
  loading ??= load();
  return loading;
}

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}
