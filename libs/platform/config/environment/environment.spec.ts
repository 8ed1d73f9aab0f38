import { describe, expect, it } from 'vitest';
import { InvalidEnvironment, clusterDirectory, readEnvironment } from './environment.js';

function faults(variables: Record<string, string>): readonly string[] {
  try {
    readEnvironment(variables, '/srv/chat-man');
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.faults;
    throw error;
  }
  return [];
}

describe('environment', () => {
  it('listens on loopback outside production and everywhere in production', () => {
    expect(readEnvironment({}, '/srv').host).toBe('127.0.0.1');
    expect(readEnvironment({ NODE_ENV: 'production' }, '/srv').host).toBe('0.0.0.0');
    expect(readEnvironment({ NODE_ENV: 'production', HOST: '127.0.0.1' }, '/srv').host).toBe('127.0.0.1');
  });

  it('puts everything that is written under the data directory', () => {
    const environment = readEnvironment({ CHAT_MAN_DATA_DIR: '/var/lib/chat' }, '/srv');
    expect(environment.backupDir).toBe('/var/lib/chat/backups');
    expect(environment.auditLogPath).toBe('/var/lib/chat/audit/audit.log');
    expect(clusterDirectory(environment)).toBe('/var/lib/chat/postgres');
  });

  it('takes the paths of the guide from the installation directory', () => {
    const environment = readEnvironment({ DATABASE_PATH: './data/sessions.db', BACKUP_DIR: './data/backups' }, '/srv/chat-man');
    expect(clusterDirectory(environment)).toBe('/srv/chat-man/data/postgres');
    expect(environment.backupDir).toBe('/srv/chat-man/data/backups');
  });

  it('names a variable that cannot be used and keeps its value to itself', () => {
    const [fault] = faults({ DATABASE_URL: 'mysql://root:hunter2@db/x' });
    expect(fault).toContain('DATABASE_URL');
    expect(fault).not.toContain('hunter2');
  });

  it.each([
    ...['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2', 'LANGCHAIN_VERBOSE'],
    ...['LANGSMITH_GATEWAY', 'LANGSMITH_RUNS_ENDPOINTS', 'LANGSMITH_CONFIG_FILE', 'LANGSMITH_PROFILE', 'LANGSMITH_API_KEY'],
    ...['LANGSMITH_ENDPOINT', 'LANGCHAIN_ENDPOINT', 'LANGCHAIN_CALLBACKS_BACKGROUND', 'langsmith_tracing', 'MISTRAL_DEBUG'],
  ])('refuses to start with %s', (name) => {
    expect(faults({ [name]: 'true' })).toEqual([expect.stringContaining(`${name} is set`)]);
    expect(faults({ [name]: 'false' })).toHaveLength(1);
    expect(faults({ [name]: '' })).toEqual([]);
  });

  it.each([
    [{ NODE_ENV: 'prod' }, 'NODE_ENV: expected "development", "production" or "test", found the text "prod"'],
    [{ PORT: '70000' }, 'PORT: expected a whole number from 0 to 65535, found the text "70000"'],
    [{ SKIP_ENCRYPTION_CHECK: 'perhaps' }, 'SKIP_ENCRYPTION_CHECK: expected true or false, found the text "perhaps"'],
    [{ PUBLIC_URL: 'chat' }, 'PUBLIC_URL: expected an address that starts with http:// or https://, found the text "chat"'],
    [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET: expected text of at least 16 characters, found something else'],
    [
      { DATABASE_URL: 'mysql://a:b@c' },
      'DATABASE_URL: expected an address that starts with postgres:// and contains no spaces, found',
    ],
  ])('says of %o what is expected and what was found', (variables, text) => {
    expect(faults(variables as Record<string, string>)).toEqual([expect.stringContaining(text) as string]);
  });

  it('takes no address with a user or a password as the one that everybody is shown', () => {
    const [fault] = faults({ PUBLIC_URL: 'https://ada:hunter2@chat.example' });
    expect(fault).toContain('without user and password');
    expect(fault).not.toMatch(/ada|hunter2/);
  });

  it('reads a variable whose name or value begins with a byte order mark, or ends with a line end', () => {
    expect(readEnvironment({ '\ufeffNODE_ENV': 'production\r' }, '/srv').mode).toBe('production');
    expect(readEnvironment({ NODE_ENV: '\ufeffproduction\n' }, '/srv').mode).toBe('production');
  });

  it('takes a secret as it is given', () => {
    expect(readEnvironment({ CHAT_MAN_PASSWORD: ' a#b $c\t' }, '/srv').masterPassword).toBe(' a#b $c\t');
  });

  it('says which secret file it cannot read', () => {
    expect(faults({ CHAT_MAN_PASSWORD_FILE: 'missing/file' })[0]).toContain('CHAT_MAN_PASSWORD_FILE');
  });
});
