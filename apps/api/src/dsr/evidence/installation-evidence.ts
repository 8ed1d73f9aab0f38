import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { shownValue } from '#platform/config/environment/shown-address.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Database } from '#platform/database/database.js';
import { SchemaCheck } from '#platform/database/declared/schema-check.js';
import { GivesEvidence, jsonEvidence, type EvidenceFile, type EvidenceSource } from '#platform/evidence/evidence.js';
import { productVersion } from '#platform/version.js';
import { controlsIn } from './control-map.rules.js';
import { ShippedFiles } from './engine/shipped-files.js';
import { sbomOf } from './sbom.rules.js';

/** What is true of the installation as a whole: which rules are met by what, its settings, the ages of its keys, and its packages. */
@Injectable()
@GivesEvidence({ words: 'installation' })
export class InstallationEvidence implements EvidenceSource {
  constructor(
    private readonly files: ShippedFiles,
    private readonly settings: Settings,
    private readonly schema: SchemaCheck,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async *evidence(): AsyncGenerator<EvidenceFile> {
    const maps = await this.files.complianceMaps();
    yield jsonEvidence('controls.json', { controls: [...maps].flatMap(([name, text]) => controlsIn(name, text)) });
    for (const [name, text] of maps) yield { path: `controls/${name}`, text };
    yield jsonEvidence('settings.json', { settings: this.settingsInForce() });
    yield jsonEvidence('keys.json', await this.keys());
    // Nothing is kept that no declaration names.
    yield jsonEvidence('declarations.json', { undeclared: await this.schema.faults() });
    const installed = await this.files.installedPackages();
    if (installed !== null)
      yield jsonEvidence('sbom.cdx.json', sbomOf(installed, { version: productVersion, at: this.clock.now() }));
  }

  private settingsInForce(): object[] {
    return this.settings.list().map((setting) => ({
      key: setting.key,
      inForce: shownValue(this.settings.inForce(setting)) ?? null,
      origin: setting.origin,
      protects: setting.leaf.meta.protects === true,
    }));
  }

  /** Ages alone; no key leaves the keyring. */
  private async keys(): Promise<object> {
    const [masterPassword] = await this.database.query(`SELECT since FROM keyring.master_key WHERE state = 'current'`);
    const dataKeys = await this.database.query(
      `SELECT owner_kind AS "ownerKind", state, count(*)::int AS keys, min(created_at) AS oldest, max(created_at) AS newest
         FROM keyring.data_key GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    const [destroyed] = await this.database.query('SELECT count(*)::int AS owners FROM keyring.destroyed_owner');
    return { masterPassword: masterPassword ?? null, dataKeys, destroyed };
  }
}
