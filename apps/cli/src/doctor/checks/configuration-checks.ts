import { leakedPasswords } from '#platform/passwords/leaked-passwords.js';
import { masterPasswordFault } from '#platform/keyring/master/master-policy.rules.js';
import { Settings } from '#platform/config/settings/settings.js';
import { AuditSettings } from '../../../../api/src/audit/audit.settings.js';
import { HttpSettings } from '../../../../api/src/http.settings.js';
import { MonitoringSettings } from '../../../../api/src/monitoring/monitoring.settings.js';
import { preflight } from '../../installation/preflight.js';
import type { Installation } from '../../installation/installation.js';
import { openSecretFiles } from '../../installation/secret-places.js';
import { productionFaults } from '../../start/production.rules.js';
import { failed, passed, skipped, warned, type Finding } from '../finding.rules.js';

/** Secrets and settings: what stops a start, and what the deployment guide’s checklist asks for. */
export async function configurationChecks(installation: Installation, settings: Settings): Promise<Finding[]> {
  return [
    mode(installation),
    await start(installation),
    await password(installation),
    ...safety(installation, settings),
    audit(settings),
    alerts(settings),
  ];
}

function mode({ environment }: Installation): Finding {
  return environment.mode === 'production'
    ? passed('mode', 'production')
    : warned('mode', `${environment.mode}: what is unsafe is reported, not refused`, 'Set NODE_ENV=production for real data');
}

async function start(installation: Installation): Promise<Finding> {
  try {
    await preflight(installation);
    return passed('configuration', 'settings, secrets and the master password fit this installation');
  } catch (error) {
    return failed('configuration', (error as Error).message.split('\n').join(' '), 'Fix what it names; nothing starts before');
  }
}

async function password({ environment: { masterPassword } }: Installation): Promise<Finding> {
  if (masterPassword === null)
    return skipped('masterPassword', 'CHAT_MAN_PASSWORD is not set; outside production a generated one is used');
  const fault = masterPasswordFault(masterPassword, await leakedPasswords());
  return fault === null
    ? passed('masterPassword', 'strong enough')
    : warned('masterPassword', `it ${fault}`, 'Change it with `npx chatman change-master-password`');
}

function safety(installation: Installation, settings: Settings): Finding[] {
  const { mode, publicUrl } = installation.environment;
  const { trustedProxies } = settings.of(HttpSettings);
  const faults = productionFaults({ publicUrl, trustedProxies, openFiles: openSecretFiles(installation) });
  if (faults.length === 0) return [passed('exposure', 'secrets are closed, and the public address and its proxy fit')];
  return faults.map((fault) =>
    mode === 'production'
      ? failed('exposure', fault, 'Production does not start like this')
      : warned('exposure', fault, 'Production would not start'),
  );
}

function audit(settings: Settings): Finding {
  const { logToFile } = settings.of(AuditSettings);
  return logToFile
    ? passed('auditLog', 'events are also written to a file')
    : warned('auditLog', 'events are in the database only', 'Set audit.logToFile to true');
}

function alerts(settings: Settings): Finding {
  const { enabled, alertWebhookUrl, email } = settings.of(MonitoringSettings);
  if (!enabled) return warned('alerts', 'monitoring.enabled is false, so nothing raises an alert', 'Set it to true');
  if (email.host !== null && (email.from === null || email.to.length === 0))
    return warned(
      'alerts',
      'a mail server is set without sender or recipients',
      'Set monitoring.email.from and monitoring.email.to',
    );
  const receivers = [...(alertWebhookUrl === null ? [] : ['a webhook']), ...(email.host === null ? [] : ['e-mail'])];
  return receivers.length === 0
    ? warned(
        'alerts',
        'alerts are shown in the portal only',
        'Set ALERT_WEBHOOK_URL or monitoring.email to receive them elsewhere',
      )
    : passed('alerts', `alerts are sent by ${receivers.join(' and ')}`);
}
