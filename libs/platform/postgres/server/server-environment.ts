/** What a server program may see of our environment: where things are, and nothing secret. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const passed = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SystemDrive', 'windir', 'USERPROFILE'];
  const found = passed.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return { ...Object.fromEntries(found), LC_ALL: 'C', TZ: 'UTC' };
}
