export interface CheckWords {
  readonly label: string;
  /** What to do when it warns or fails. */
  readonly remedy: string;
}

/** The checks of the health report, and the cure of each, for the portal and the command line. One without words here shows its name and its message. */
export const checkWords: Readonly<Record<string, CheckWords>> = {
  database: {
    label: 'Database',
    remedy:
      'Check that PostgreSQL runs and accepts connections. The embedded one keeps its log in the data directory under postgres; for your own server, check DATABASE_URL. Requests work again by themselves when it is back.',
  },
  encryption: {
    label: 'Encryption',
    remedy:
      'Check that config/.auth and config/.encryption_salt are the files that this installation was set up with, readable by Chat Man alone (chmod 600), and that CHAT_MAN_PASSWORD is right. Restore them from your copy if they were lost; new ones open nothing.',
  },
  backup: {
    label: 'Backups',
    remedy:
      'Check free space (df -h), that the backup directory exists, and that Chat Man may write to it (chmod 700, owner chatman). The Backups page gives the reason of the last failure. Then create a backup.',
  },
  audit: {
    label: 'Audit log',
    remedy:
      'Check free space and permissions of data/audit and config. If the log does not match its signatures, change nothing: keep a copy and follow “When a verification fails” in docs/audit.md.',
  },
  diskSpace: {
    label: 'Disk space',
    remedy: 'Free or add space where the data directory is. Old backups can be deleted on the Backups page, or kept elsewhere.',
  },
  memory: {
    label: 'Memory',
    remedy: 'Restart Chat Man. If it comes back, give the process more memory: NODE_OPTIONS=--max-old-space-size=4096.',
  },
  ollama: {
    label: 'Model server',
    remedy:
      'Check that it runs and answers: curl http://localhost:11434/api/tags. Check OLLAMA_BASE_URL, and that the model of the settings is installed (ollama list). Until then, answers are extracts from documents.',
  },
  alerts: {
    label: 'Alerts',
    remedy:
      'Check monitoring.enabled and the thresholds in the settings, the address of the webhook and the settings under monitoring.email. The Alerts page sends a test alert and says how each receiver answered.',
  },
  diskEncryption: {
    label: 'Disk encryption',
    remedy:
      'Put the data directory, backups and temporary files on an encrypted disk (LUKS, FileVault, BitLocker), and remove SKIP_ENCRYPTION_CHECK.',
  },
  knowledge: { label: 'Knowledge file', remedy: 'Check that config/knowledge.md is a text file that Chat Man may read.' },
  meaning: {
    label: 'Search by meaning',
    remedy: 'Check the embedding model under retrieval in the settings. Search by words works meanwhile.',
  },
  proxies: {
    label: 'Reverse proxy',
    remedy: 'List the address of your proxy in http.trustedProxies, so that limits count people and not the proxy.',
  },
};
