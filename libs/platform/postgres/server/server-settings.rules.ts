export type Settings = Readonly<Record<string, string>>;

export interface SettingsInput {
  /** Directory of the Unix socket, or an IP address. */
  readonly host: string;
  readonly port: number;
  readonly isDurable: boolean;
  readonly extra: Settings;
}

/**
 * The server's log must never repeat what people wrote: statements, parameters and row values appear in error reports, which go to the client
 * anyway. So errors below FATAL are not logged, and neither are the statements that caused them.
 */
const discreet: Settings = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
};

const ordinary: Settings = {
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
  jit: 'off',
  log_checkpoints: 'off',
  password_encryption: 'scram-sha-256',
};

/** Commits return before they are durable. Only for disposable data. */
const careless: Settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** Command-line arguments that make the server listen where we want and behave as we need; later ones win. */
export function serverSettings({ host, port, isDurable, extra }: SettingsInput): string[] {
  const isSocket = host.startsWith('/');
  const listening: Settings = isSocket
    ? { listen_addresses: '', unix_socket_directories: host, unix_socket_permissions: '0700' }
    : { listen_addresses: host, unix_socket_directories: '' };
  const all = { ...listening, port: String(port), ...discreet, ...ordinary, ...(isDurable ? {} : careless), ...extra };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
