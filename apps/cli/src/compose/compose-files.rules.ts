export interface ComposeChoices {
  readonly publicUrl: string;
  readonly httpPort: number;
  /** Whether a container with Ollama is part of it. */
  readonly hasOllama: boolean;
  /** Whether Prometheus and Grafana are. */
  readonly hasMonitoring: boolean;
  /** Whether the host's disk is encrypted in a way that a container cannot see. */
  readonly isDiskEncrypted: boolean;
}

/** Names of the secrets that are made up; each is a file of this name in `secrets/`. */
export const madeSecrets = [
  'master_password',
  'session_secret',
  'postgres_password',
  'owner_password',
  'metrics_token',
  'grafana_password',
] as const;

/** Where the API finds the database of the Compose file, as its owner. */
export function databaseAddress(ownerPassword: string): string {
  return `postgres://chatman_owner:${encodeURIComponent(ownerPassword)}@postgres:5432/chatman`;
}

/** What stands in `.env` beside the Compose file: no secret. */
export function composeEnvironment(choices: ComposeChoices): string {
  const { port } = new URL(choices.publicUrl);
  const profiles = [...(choices.hasOllama ? ['ollama'] : []), ...(choices.hasMonitoring ? ['monitoring'] : [])];
  const lines = [
    '# Written by `chatman compose init`. Secrets are files in secrets/, and none of them is here.',
    `PUBLIC_URL=${new URL(choices.publicUrl).origin}`,
    `HTTPS_PORT=${port || '443'}`,
    `HTTP_PORT=${choices.httpPort}`,
    ...(profiles.length > 0 ? [`COMPOSE_PROFILES=${profiles.join(',')}`] : []),
    '# Where the model server runs decides what it may see: this-host, organisation or outside.',
    `OLLAMA_BASE_URL=${choices.hasOllama ? 'http://ollama:11434' : 'http://host.docker.internal:11434'}`,
    'OLLAMA_PLACE=this-host',
    '# A container cannot see whether the host’s disk is encrypted. true: it is (LUKS, or by the drive or the cloud).',
    `SKIP_ENCRYPTION_CHECK=${choices.isDiskEncrypted}`,
    '#ALERT_WEBHOOK_URL=https://alerts.example.com/chatman',
  ];
  return `${lines.join('\n')}\n`;
}
