/** Where the connection of the owner and of the restricted role lead, and what cannot be used. */
export interface Connections {
  readonly databaseUrl: string | null;
  readonly databaseRuntimeUrl: string | null;
  readonly faults: readonly string[];
}

type Variables = Readonly<Record<string, string>>;

/** What of libpq's variables an address takes over where it says nothing itself, by the name of the address's parameter. */
const parameters: Readonly<Record<string, string>> = {
  PGSSLROOTCERT: 'sslrootcert',
  PGSSLCERT: 'sslcert',
  PGSSLKEY: 'sslkey',
  PGOPTIONS: 'options',
};
const modes = ['disable', 'require', 'verify-ca', 'verify-full'];
/** What the driver knows in an address. It ignores any other word, and would connect in the clear. */
const driverModes = [...modes, 'prefer', 'no-verify'];
/** What they ask for cannot be kept here; going on without would break a promise in silence. */
const unkept = ['PGSERVICE', 'PGPASSFILE', 'PGHOSTADDR', 'PGREQUIRESSL', 'PGREQUIREAUTH', 'PGSSLCRL', 'PGSSLCRLDIR'];
const demands: Readonly<Record<string, string>> = { PGCHANNELBINDING: 'require', PGGSSENCMODE: 'require' };

/** Whether a variable is one of libpq's: `psql` and other programs read them, and so would every connection of ours, wherever it leads. */
export function isLibpqVariable(name: string): boolean {
  return /^PG[A-Z]+$/.test(name);
}

/**
 * The addresses of an external database server, completed by libpq's variables as `psql` would complete them. They hold for `DATABASE_URL`
 * alone: the embedded database ignores the shell's variables.
 */
export function withLibpqVariables(variables: Variables): Connections {
  const { DATABASE_URL: owner, DATABASE_RUNTIME_URL: runtime } = variables;
  const completed = (url: string | undefined): string | null => (url === undefined ? null : completedUrl(url, variables));
  return {
    databaseUrl: owner === undefined ? null : withLogin(completed(owner)!, variables),
    databaseRuntimeUrl: owner === undefined ? (runtime ?? null) : completed(runtime),
    faults: owner === undefined ? [] : faultsOf(variables),
  };
}

function faultsOf(variables: Variables): string[] {
  const faults = unkept
    .filter((name) => variables[name] !== undefined)
    .map((name) => `${name}: expected not to be set, because Chat Man can’t honour it; put it in DATABASE_URL, or unset it`);
  for (const [name, demand] of Object.entries(demands)) {
    if (variables[name] === demand) faults.push(`${name}: expected any value except ${demand}, which Chat Man can’t honour`);
  }
  const mode = variables['PGSSLMODE'];
  if (mode !== undefined && !modes.includes(mode)) {
    const reason = mode === 'allow' || mode === 'prefer' ? `${mode}, which protects nothing` : 'something else';
    faults.push(`PGSSLMODE: expected ${modes.slice(0, -1).join(', ')} or ${modes.at(-1)}, found ${reason}`);
  }
  for (const name of ['DATABASE_URL', 'DATABASE_RUNTIME_URL']) {
    const given = new URLSearchParams(/\?(.*)$/s.exec(variables[name] ?? '')?.[1] ?? '').get('sslmode');
    if (given !== null && !driverModes.includes(given))
      faults.push(`${name}: expected sslmode to be one of ${driverModes.join(', ')}`);
  }
  return faults;
}

function completedUrl(url: string, variables: Variables): string {
  const [, scheme, login = '', rest = ''] = /^(postgres(?:ql)?:\/\/)([^@/?#]*@)?(.*)$/s.exec(url) ?? [];
  if (scheme === undefined) return url;
  const [, given = '', path = '', query = ''] = /^([^/?#]*)([^?#]*)\??(.*)$/s.exec(rest) ?? [];
  const asked = new URLSearchParams(query);
  const added: [string, string][] = [];
  const add = (parameter: string, value: string | undefined): void => {
    if (value !== undefined && !asked.has(parameter)) added.push([parameter, value]);
  };
  if (given === '') add('host', variables['PGHOST']);
  if (!/:\d+$/.test(given)) add('port', variables['PGPORT']);
  for (const [name, parameter] of Object.entries(parameters)) add(parameter, variables[name]);
  if (!asked.has('sslmode') && variables['PGSSLMODE'] !== undefined) {
    add('sslmode', variables['PGSSLMODE']);
    // The driver is stricter by itself, and takes "require" for "verify-full"; here libpq's own variable means what it means there.
    add('uselibpqcompat', 'true');
  }
  const database = path.length > 1 ? path : `/${encodeURIComponent(variables['PGDATABASE'] ?? '')}`;
  const parts = [...(query === '' ? [] : [query]), ...added.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)];
  return `${scheme}${login}${given}${database === '/' ? path : database}${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
}

function withLogin(url: string, variables: Variables): string {
  const [, scheme, login = '', rest] = /^(postgres(?:ql)?:\/\/)(?:([^@/?#]*)@)?(.*)$/s.exec(url) ?? [];
  if (scheme === undefined) return url;
  const [user, password] = login.split(':') as [string, string | undefined];
  const name = user !== '' ? user : encodeURIComponent(variables['PGUSER'] ?? '');
  const secret = password ?? (variables['PGPASSWORD'] === undefined ? undefined : encodeURIComponent(variables['PGPASSWORD']));
  const both = secret === undefined ? name : `${name}:${secret}`;
  return `${scheme}${both === '' ? '' : `${both}@`}${rest}`;
}
