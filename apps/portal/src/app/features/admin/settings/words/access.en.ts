import type { SectionWords } from './setting-words.js';

/** Who gets in, and by which way. */
export const accessSections: readonly SectionWords[] = [
  {
    id: 'accounts',
    label: 'Accounts and sessions',
    help: 'Who can have an account, how they prove who they are, and when they are signed out.',
    settings: {
      'auth.selfRegistration': {
        label: 'Let people create an account',
        help: 'New accounts start with the role Client. When off, administrators create all accounts.',
      },
      'auth.requireMfa': {
        label: 'Require a second factor',
        help: 'People who need one can do nothing else until they have set it up.',
        options: {
          auto: 'Staff in production, nobody elsewhere',
          staff: 'Staff',
          all: 'Everybody',
          none: 'Nobody',
        },
      },
      'auth.idleMinutes': {
        label: 'Sign out after inactivity (minutes)',
        help: 'A session ends when its person has done nothing for this long.',
      },
      'auth.absoluteHours': {
        label: 'Sign out at the latest after (hours)',
        help: 'A session ends this long after sign-in, however much it is used.',
      },
      'auth.assurance': {
        label: 'Assurance level',
        help: 'OWASP ASVS 5.0 level 2 asks for longer passwords and a second factor for everybody. docs/security.md lists the differences.',
        options: { standard: 'Standard', 'asvs-2': 'OWASP ASVS 5.0, level 2' },
        advanced: true,
      },
    },
  },
  {
    id: 'single-sign-on',
    label: 'Single sign-on',
    help: 'Signing in with an account of your organisation, by OpenID Connect.',
    settings: {
      'auth.sso.issuer': { label: 'Provider address', help: 'The issuer, exactly as the provider’s tokens name it.' },
      'auth.sso.label': { label: 'Name on the sign-in page', help: 'People see “Continue with …” followed by this name.' },
      'auth.sso.createAccounts': {
        label: 'Create accounts at first sign-in',
        help: 'When off, only people who already have an account can use single sign-on.',
      },
      'auth.sso.clientId': {
        label: 'Client ID',
        help: 'The provider’s name for Chat Man. Register the callback <PUBLIC_URL>/api/auth/sso/callback with it.',
      },
      'auth.sso.clientSecretFile': {
        label: 'Client secret file',
        help: 'The file in config/ with the provider’s secret.',
        advanced: true,
      },
      'auth.sso.scopes': { label: 'Scopes', help: 'What Chat Man asks the provider for.', advanced: true },
      'auth.sso.usernameClaim': {
        label: 'Username claim',
        help: 'The claim of the ID token that becomes the username of a new account.',
        advanced: true,
      },
      'auth.sso.displayNameClaim': { label: 'Name claim', help: 'The claim with the person’s name.', advanced: true },
      'auth.sso.roleClaim': {
        label: 'Group claim',
        help: 'The claim with the person’s groups. With it, the provider decides between Client and Operations team at each sign-in.',
        advanced: true,
      },
      'auth.sso.roles': {
        label: 'Roles of groups',
        help: 'Which group gives which role. A role above Operations team becomes a request that administrators decide.',
        advanced: true,
      },
    },
  },
  {
    id: 'limits',
    label: 'Limits',
    help: 'How often people may try to sign in, and how many requests they may send.',
    settings: {
      'limits.loginFailures': {
        label: 'Failed sign-ins before a pause',
        help: 'For one account or from one address. Further attempts are refused for a while.',
      },
      'limits.loginWindowMinutes': { label: 'Failed sign-ins count for (minutes)', help: 'Older failures are forgotten.' },
      'limits.requestsPerMinute': {
        label: 'Requests per minute',
        help: 'For visitors from one address, and for attempts to sign in. A session may send three times as many, an account six times.',
      },
    },
  },
  {
    id: 'server',
    label: 'Server',
    help: 'Network and database. These are set on the server.',
    settings: {
      'http.trustedProxies': {
        label: 'Trusted proxies',
        help: 'Reverse proxies whose X-Forwarded-For header is believed, such as “loopback” or “10.0.0.0/8”.',
      },
      'http.drainSeconds': {
        label: 'Time for answers at a stop (seconds)',
        help: 'Answers being written get this long to finish when an instance is stopped. Afterwards they can be continued.',
        advanced: true,
      },
      'http.maxBodyBytes': { label: 'Largest request (bytes)', help: 'Larger JSON requests are refused.', advanced: true },
      'outbound.privateHosts': {
        label: 'Private hosts that may be called',
        help: 'Hosts, addresses or networks of your own network to which webhooks may lead. Public ones need no entry.',
        advanced: true,
      },
      'database.pool.connections': {
        label: 'Database connections',
        help: 'The most connections an instance opens for requests. Without a value, an even share of what the server allows.',
        advanced: true,
      },
      'database.pool.instances': {
        label: 'Instances sharing the database',
        help: 'The connections of the server are shared among this many instances.',
        advanced: true,
      },
      'database.pool.waitSeconds': {
        label: 'Wait for a connection (seconds)',
        help: 'Afterwards the request is answered with 503.',
        advanced: true,
      },
      'database.pool.readSeconds': {
        label: 'Longest read (seconds)',
        help: 'PostgreSQL cancels a statement that reads for longer, and the request is answered with 503.',
        advanced: true,
      },
      'database.pool.writeSeconds': {
        label: 'Longest change (seconds)',
        help: 'PostgreSQL cancels a statement of a change that takes longer. Nothing is changed then. Backups, restores and verifications have no limit.',
        advanced: true,
      },
      'database.pool.lockSeconds': {
        label: 'Wait for a lock (seconds)',
        help: 'How long a statement waits for rows that another one holds. Nothing is changed then.',
        advanced: true,
      },
      'database.pool.silenceSeconds': {
        label: 'Silence of the database (seconds)',
        help: 'Without an answer for so long, Chat Man checks whether PostgreSQL answers at all. If not, waiting requests are answered with 503.',
        advanced: true,
      },
    },
  },
];
