import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Notices } from '../../core/notices.js';
import { saveAs } from '../../shared/files/save-as.js';
import { Icon } from '../../shared/icon.js';
import { EvidenceApi } from './evidence-api.js';

/** One button for everything that an auditor asks for, and how it is checked without this installation. */
@Component({
  selector: 'cm-evidence-page',
  imports: [Icon, MatButton],
  host: { class: 'cm-page' },
  template: `
    <div class="cm-column">
      <h1 i18n>Evidence</h1>
      <p i18n class="cm-soft">
        Everything that an auditor asks for, as of this moment, in one signed ZIP. It names nobody, and holds no content and no
        secret.
      </p>
      <p class="act">
        <button matButton="filled" type="button" [disabled]="isMaking()" (click)="download()">
          <cm-icon name="download" />{{ isMaking() ? texts.collectingEvidence : texts.downloadTheEvidencePack }}
        </button>
      </p>
      <section class="cm-part" aria-labelledby="in-it">
        <h2 i18n id="in-it">What is in it</h2>
        <ul role="list" class="files">
          @for (file of files; track file.path) {
            <li>
              <span>{{ file.words }}</span>
              <code>{{ file.path }}</code>
            </li>
          }
        </ul>
      </section>
      <section class="cm-part" aria-labelledby="check-it">
        <h2 i18n id="check-it">How it is checked</h2>
        <p i18n>
          On any computer with Chat Man’s program, without this installation and without a network. Give the public key that you
          obtained elsewhere; the one in the pack proves nothing about who made it.
        </p>
        <pre><code i18n>chatman verify-pack evidence.zip --key audit.pub</code></pre>
      </section>
    </div>
  `,
  styles: `
    .act {
      margin-block: var(--space-4);
    }
    .files {
      display: grid;
      gap: var(--space-2);
    }
    .files li {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: var(--space-1) var(--space-4);
    }
    code {
      color: var(--text-soft);
      font-size: var(--type-2);
      overflow-wrap: anywhere;
    }
    pre {
      margin-top: var(--space-3);
      white-space: pre-wrap;
    }
  `,
})
export class EvidencePage {
  protected readonly texts = {
    collectingEvidence: $localize`Collecting evidence…`,
    downloadTheEvidencePack: $localize`Download the evidence pack`,
  };
  private readonly api = inject(EvidenceApi);
  private readonly notices = inject(Notices);

  protected readonly isMaking = signal(false);
  protected readonly files = [
    { words: $localize`Which rule is met by what, and which test shows it`, path: 'controls.json' },
    { words: $localize`What the checks of every part say now`, path: 'checks.json' },
    { words: $localize`Signed state of the audit log, proof that it only grew, verifications`, path: 'audit/' },
    { words: $localize`Backups, with what verifying and restoring them on trial showed`, path: 'backups.json' },
    { words: $localize`Retention policies, legal holds, certificates of runs`, path: 'retention/' },
    { words: $localize`Record of processing, requests, incidents, certificates of erasures`, path: 'rights/' },
    { words: $localize`Settings in force, and where each comes from`, path: 'settings.json' },
    { words: $localize`Ages of the keys`, path: 'keys.json' },
    { words: $localize`Packages that the program is made of (CycloneDX)`, path: 'sbom.cdx.json' },
    { words: $localize`Manifest, its signature, and the public keys`, path: 'manifest.json' },
  ];

  protected async download(): Promise<void> {
    this.isMaking.set(true);
    await this.notices.attempt(async () =>
      saveAs(await this.api.pack(), `evidence-${new Date().toISOString().slice(0, 10)}.zip`),
    );
    this.isMaking.set(false);
  }
}
