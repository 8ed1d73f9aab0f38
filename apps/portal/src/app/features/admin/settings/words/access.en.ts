import type { SectionWords } from './setting-words.js';

/** Who gets in, and by which way. */
export const accessSections: readonly SectionWords[] = [
  {
    id: 'accounts',
    label: $localize`Accounts and sessions`,
    help: $localize`Who can have an account, how they prove who they are, and when they are signed out.`,
    settings: {
      'auth.selfRegistration': {
        label: $localize`Let people create an account`,
        help: $localize`New accounts start with the role Client. When off, administrators create all accounts.`,
      },
      'auth.requireMfa': {
        label: $localize`Require a second factor`,
        help: $localize`People who need one can do nothing else until they have set it up.`,
        options: {
          auto: $localize`Staff in production, nobody elsewhere`,
          staff: $localize`Staff`,
          all: $localize`Everybody`,
          none: $localize`Nobody`,
        },
      },
      'auth.idleMinutes': {
        label: $localize`Sign out after inactivity (minutes)`,
        help: $localize`A session ends when its person has done nothing for this long.`,
      },
      'auth.absoluteHours': {
        label: $localize`Sign out at the latest after (hours)`,
        help: $localize`A session ends this long after sign-in, however much it is used.`,
      },
      'auth.dormantDays': {
        label: $localize`Disable unused accounts after (days)`,
        help: $localize`Counted from the last sign-in or use of a token. 0 never disables any. Administrators can enable an account again.`,
      },
      'auth.dormantNoticeDays': {
        label: $localize`Announce that before (days)`,
        help: $localize`The owner of the account and an alert say so this long beforehand.`,
      },
      'auth.assurance': {
        label: $localize`Assurance level`,
        help: $localize`OWASP ASVS 5.0 level 2 asks for longer passwords and a second factor for everybody. docs/security.md lists the differences.`,
        options: { standard: $localize`Standard`, 'asvs-2': $localize`OWASP ASVS 5.0, level 2` },
        advanced: true,
      },
    },
  },
  {
    id: 'single-sign-on',
    label: $localize`Single sign-on`,
    help: $localize`Signing in with an account of your organisation, by OpenID Connect.`,
    settings: {
      'auth.sso.issuer': {
        label: $localize`Provider address`,
        help: $localize`The issuer, exactly as the provider’s tokens name it.`,
      },
      'auth.sso.label': {
        label: $localize`Name on the sign-in page`,
        help: $localize`People see “Continue with …” followed by this name.`,
      },
      'auth.sso.createAccounts': {
        label: $localize`Create accounts at first sign-in`,
        help: $localize`When off, only people who already have an account can use single sign-on.`,
      },
      'auth.sso.clientId': {
        label: $localize`Client ID`,
        help: $localize`The provider’s name for Chat Man. Register the callback <PUBLIC_URL>/api/auth/sso/callback with it.`,
      },
      'auth.sso.clientSecretFile': {
        label: $localize`Client secret file`,
        help: $localize`The file in config/ with the provider’s secret.`,
        advanced: true,
      },
      'auth.sso.scopes': { label: $localize`Scopes`, help: $localize`What Chat Man asks the provider for.`, advanced: true },
      'auth.sso.usernameClaim': {
        label: $localize`Username claim`,
        help: $localize`The claim of the ID token that becomes the username of a new account.`,
        advanced: true,
      },
      'auth.sso.displayNameClaim': {
        label: $localize`Name claim`,
        help: $localize`The claim with the person’s name.`,
        advanced: true,
      },
      'auth.sso.roleClaim': {
        label: $localize`Group claim`,
        help: $localize`The claim with the person’s groups. With it, the provider decides between Client and Operations team at each sign-in.`,
        advanced: true,
      },
      'auth.sso.roles': {
        label: $localize`Roles of groups`,
        help: $localize`Which group gives which role. A role above Operations team becomes a request that administrators decide.`,
        advanced: true,
      },
    },
  },
  {
    id: 'limits',
    label: $localize`Limits`,
    help: $localize`How often people may try to sign in, and how many requests they may send.`,
    settings: {
      'limits.loginFailures': {
        label: $localize`Failed sign-ins before a pause`,
        help: $localize`For one account or from one address. Further attempts are refused for a while.`,
      },
      'limits.loginWindowMinutes': {
        label: $localize`Failed sign-ins count for (minutes)`,
        help: $localize`Older failures are forgotten.`,
      },
      'limits.requestsPerMinute': {
        label: $localize`Requests per minute`,
        help: $localize`For visitors from one address, and for attempts to sign in. A session may send three times as many, an account six times.`,
      },
    },
  },
  {
    id: 'server',
    label: $localize`Server`,
    help: $localize`Network and database. These are set on the server.`,
    settings: {
      'http.trustedProxies': {
        label: $localize`Trusted proxies`,
        help: $localize`Reverse proxies whose X-Forwarded-For header is believed, such as “loopback” or “10.0.0.0/8”.`,
      },
      'http.drainSeconds': {
        label: $localize`Time for answers at a stop (seconds)`,
        help: $localize`Answers being written get this long to finish when an instance is stopped. Afterwards they can be continued.`,
        advanced: true,
      },
      'http.maxBodyBytes': {
        label: $localize`Largest request (bytes)`,
        help: $localize`Larger JSON requests are refused.`,
        advanced: true,
      },
      'outbound.privateHosts': {
        label: $localize`Private hosts that may be called`,
        help: $localize`Hosts, addresses or networks of your own network to which webhooks may lead. Public ones need no entry.`,
        advanced: true,
      },
      'database.pool.connections': {
        label: $localize`Database connections`,
        help: $localize`The most connections an instance opens for requests. Without a value, an even share of what the server allows.`,
        advanced: true,
      },
      'database.pool.instances': {
        label: $localize`Instances sharing the database`,
        help: $localize`The connections of the server are shared among this many instances.`,
        advanced: true,
      },
      'database.pool.waitSeconds': {
        label: $localize`Wait for a connection (seconds)`,
        help: $localize`Afterwards the request is answered with 503.`,
        advanced: true,
      },
      'database.pool.readSeconds': {
        label: $localize`Longest read (seconds)`,
        help: $localize`PostgreSQL cancels a statement that reads for longer, and the request is answered with 503.`,
        advanced: true,
      },
      'database.pool.writeSeconds': {
        label: $localize`Longest change (seconds)`,
        help: $localize`PostgreSQL cancels a statement of a change that takes longer. Nothing is changed then. Backups, restores and verifications have no limit.`,
        advanced: true,
      },
      'database.pool.lockSeconds': {
        label: $localize`Wait for a lock (seconds)`,
        help: $localize`How long a statement waits for rows that another one holds. Nothing is changed then.`,
        advanced: true,
      },
      'database.pool.silenceSeconds': {
        label: $localize`Silence of the database (seconds)`,
        help: $localize`Without an answer for so long, Chat Man checks whether PostgreSQL answers at all. If not, waiting requests are answered with 503.`,
        advanced: true,
      },
    },
  },
];
