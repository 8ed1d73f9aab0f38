import type { Texts } from '../../translate.js';

export const adminSettingsAccessTexts: Texts = {
  'Longest read (seconds)': 'Längste Leseabfrage (Sekunden)',
  'PostgreSQL cancels a statement that reads for longer, and the request is answered with 503.':
    'PostgreSQL bricht eine Anweisung ab, die länger liest, und die Anfrage wird mit 503 beantwortet.',
  'Longest change (seconds)': 'Längste Änderung (Sekunden)',
  'PostgreSQL cancels a statement of a change that takes longer. Nothing is changed then. Backups, restores and verifications have no limit.':
    'PostgreSQL bricht eine ändernde Anweisung ab, die länger dauert. Dann wird nichts geändert. Sicherungen, Wiederherstellungen und Prüfungen haben keine Grenze.',
  'Wait for a lock (seconds)': 'Warten auf eine Sperre (Sekunden)',
  'How long a statement waits for rows that another one holds. Nothing is changed then.':
    'Wie lange eine Anweisung auf Zeilen wartet, die eine andere hält. Dann wird nichts geändert.',
  'Silence of the database (seconds)': 'Schweigen der Datenbank (Sekunden)',
  'Without an answer for so long, Chat Man checks whether PostgreSQL answers at all. If not, waiting requests are answered with 503.':
    'Bleibt eine Antwort so lange aus, prüft Chat Man, ob PostgreSQL überhaupt antwortet. Wenn nicht, werden wartende Anfragen mit 503 beantwortet.',
  'Accounts and sessions': 'Konten und Sitzungen',
  'Who can have an account, how they prove who they are, and when they are signed out.':
    'Wer ein Konto haben kann, wie die Identität nachgewiesen wird und wann die Abmeldung erfolgt.',
  'Let people create an account': 'Personen dürfen selbst ein Konto erstellen',
  'New accounts start with the role Client. When off, administrators create all accounts.':
    'Neue Konten beginnen mit der Rolle Klient. Ist es ausgeschaltet, erstellt die Administration alle Konten.',
  'Require a second factor': 'Zweiten Faktor verlangen',
  'People who need one can do nothing else until they have set it up.':
    'Wer einen braucht, kann nichts anderes tun, bis er eingerichtet ist.',
  'Staff in production, nobody elsewhere': 'Personal im Produktivbetrieb, sonst niemand',
  Everybody: 'Alle',
  'Sign out after inactivity (minutes)': 'Abmelden nach Inaktivität (Minuten)',
  'A session ends when its person has done nothing for this long.':
    'Eine Sitzung endet, wenn die Person so lange nichts getan hat.',
  'Sign out at the latest after (hours)': 'Spätestens abmelden nach (Stunden)',
  'A session ends this long after sign-in, however much it is used.':
    'Eine Sitzung endet so lange nach der Anmeldung, gleich wie viel sie genutzt wird.',
  'Assurance level': 'Sicherheitsniveau',
  'OWASP ASVS 5.0 level 2 asks for longer passwords and a second factor for everybody. docs/security.md lists the differences.':
    'OWASP ASVS 5.0 Stufe 2 verlangt längere Passwörter und für alle einen zweiten Faktor. docs/security.md nennt die Unterschiede.',
  Standard: 'Standard',
  'OWASP ASVS 5.0, level 2': 'OWASP ASVS 5.0, Stufe 2',
  'Signing in with an account of your organisation, by OpenID Connect.':
    'Anmeldung mit einem Konto Ihrer Organisation, über OpenID Connect.',
  'Provider address': 'Adresse des Anbieters',
  'The issuer, exactly as the provider’s tokens name it.': 'Der Issuer, genau wie ihn die Token des Anbieters nennen.',
  'Name on the sign-in page': 'Name auf der Anmeldeseite',
  'People see “Continue with …” followed by this name.': 'Dort steht „Weiter mit …“, gefolgt von diesem Namen.',
  'Create accounts at first sign-in': 'Konten bei der ersten Anmeldung erstellen',
  'When off, only people who already have an account can use single sign-on.':
    'Ist es ausgeschaltet, kann Single Sign-on nur nutzen, wer schon ein Konto hat.',
  'Client ID': 'Client-ID',
  'The provider’s name for Chat Man. Register the callback <PUBLIC_URL>/api/auth/sso/callback with it.':
    'Der Name des Anbieters für Chat Man. Registrieren Sie damit den Callback <PUBLIC_URL>/api/auth/sso/callback.',
  'Client secret file': 'Datei mit dem Client-Secret',
  'The file in config/ with the provider’s secret.': 'Die Datei in config/ mit dem Geheimnis des Anbieters.',
  Scopes: 'Scopes',
  'What Chat Man asks the provider for.': 'Was Chat Man vom Anbieter verlangt.',
  'Username claim': 'Claim für den Benutzernamen',
  'The claim of the ID token that becomes the username of a new account.':
    'Der Claim des ID-Tokens, der zum Benutzernamen eines neuen Kontos wird.',
  'Name claim': 'Claim für den Namen',
  'The claim with the person’s name.': 'Der Claim mit dem Namen der Person.',
  'Group claim': 'Claim für Gruppen',
  'The claim with the person’s groups. With it, the provider decides between Client and Operations team at each sign-in.':
    'Der Claim mit den Gruppen der Person. Damit entscheidet der Anbieter bei jeder Anmeldung zwischen Klient und Betriebsteam.',
  'Roles of groups': 'Rollen der Gruppen',
  'Which group gives which role. A role above Operations team becomes a request that administrators decide.':
    'Welche Gruppe welche Rolle gibt. Eine Rolle über dem Betriebsteam wird zur Anfrage, über die die Administration entscheidet.',
  Limits: 'Grenzen',
  'How often people may try to sign in, and how many requests they may send.':
    'Wie oft Anmeldungen versucht und wie viele Anfragen gesendet werden dürfen.',
  'Failed sign-ins before a pause': 'Fehlversuche bis zur Pause',
  'For one account or from one address. Further attempts are refused for a while.':
    'Für ein Konto oder von einer Adresse. Weitere Versuche werden eine Weile abgewiesen.',
  'Failed sign-ins count for (minutes)': 'Fehlversuche zählen (Minuten)',
  'Older failures are forgotten.': 'Ältere Fehlversuche werden vergessen.',
  'Requests per minute': 'Anfragen je Minute',
  'For visitors from one address, and for attempts to sign in. A session may send three times as many, an account six times.':
    'Für Gäste von einer Adresse und für Anmeldeversuche. Eine Sitzung darf dreimal so viele senden, ein Konto sechsmal.',
  'Network and database. These are set on the server.': 'Netz und Datenbank. Dies wird auf dem Server eingestellt.',
  'Trusted proxies': 'Vertrauenswürdige Proxys',
  'Reverse proxies whose X-Forwarded-For header is believed, such as “loopback” or “10.0.0.0/8”.':
    'Reverse-Proxys, deren X-Forwarded-For-Header geglaubt wird, etwa „loopback“ oder „10.0.0.0/8“.',
  'Time for answers at a stop (seconds)': 'Zeit für Antworten beim Anhalten (Sekunden)',
  'Answers being written get this long to finish when an instance is stopped. Afterwards they can be continued.':
    'So lange haben Antworten, fertig zu werden, wenn eine Instanz angehalten wird. Danach lassen sie sich fortsetzen.',
  'Largest request (bytes)': 'Größte Anfrage (Byte)',
  'Larger JSON requests are refused.': 'Größere JSON-Anfragen werden abgelehnt.',
  'Private hosts that may be called': 'Aufrufbare private Hosts',
  'Hosts, addresses or networks of your own network to which webhooks may lead. Public ones need no entry.':
    'Hosts, Adressen oder Netze Ihres eigenen Netzes, zu denen Webhooks führen dürfen. Öffentliche brauchen keinen Eintrag.',
  'The most connections an instance opens for requests. Without a value, an even share of what the server allows.':
    'Die meisten Verbindungen, die eine Instanz für Anfragen öffnet. Ohne Wert ein gleicher Anteil dessen, was der Server erlaubt.',
  'Instances sharing the database': 'Instanzen an der Datenbank',
  'The connections of the server are shared among this many instances.':
    'Die Verbindungen des Servers verteilen sich auf so viele Instanzen.',
  'Wait for a connection (seconds)': 'Warten auf eine Verbindung (Sekunden)',
  'Afterwards the request is answered with 503.': 'Danach wird die Anfrage mit 503 beantwortet.',
  'Disable unused accounts after (days)': 'Ungenutzte Konten sperren nach (Tage)',
  'Counted from the last sign-in or use of a token. 0 never disables any. Administrators can enable an account again.':
    'Gezählt ab der letzten Anmeldung oder Nutzung eines Tokens. 0 sperrt nie. Die Administration kann ein Konto wieder entsperren.',
  'Announce that before (days)': 'Vorher ankündigen (Tage)',
  'The owner of the account and an alert say so this long beforehand.':
    'So lange vorher erfährt es die Person, der das Konto gehört, und eine Warnmeldung sagt es.',
};
