import { Component, inject, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Share } from '#contracts/chat/shares.js';
import { Notices } from '../../../core/notices.js';
import { copyText } from '../../../shared/clipboard.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { Icon } from '../../../shared/icon.js';
import { readerNames } from '../../../shared/readers/reader-words.rules.js';
import { When } from '../../../shared/when/when.js';
import { addressOf, revokeQuestion } from './share-words.rules.js';
import { SharesApi } from './shares-api.js';

/** The snapshots of one conversation that others can read. */
@Component({
  selector: 'cm-share-list',
  imports: [Icon, MatButton, MatIconButton, RouterLink, When],
  template: `
    <ul role="list" i18n-aria-label aria-label="Shares of this conversation">
      @for (share of shares(); track share.id) {
        <li>
          <div class="about">
            <p class="readers">{{ readerNames(share.readers) }}</p>
            <p class="soft">
              <ng-container i18n>Shared <cm-when [at]="share.createdAt" /> · </ng-container>
              @if (share.expiresAt; as at) {
                <ng-container i18n>until <cm-when [at]="at" /></ng-container>
              } @else {
                <ng-container i18n>until you revoke it</ng-container>
              }
              · <a i18n [routerLink]="['/chat/shared', share.id]" (click)="opened.emit()">See what they see</a>
            </p>
          </div>
          <button
            matIconButton
            type="button"
            i18n-title
            title="Copy link"
            [attr.aria-label]="texts.copyLinkFor(readerNames(share.readers))"
            (click)="copy(share)"
          >
            <cm-icon name="link" />
          </button>
          <button
            i18n
            matButton="outlined"
            type="button"
            [attr.aria-label]="texts.revokeFor(readerNames(share.readers))"
            (click)="revoke(share)"
          >
            Revoke
          </button>
        </li>
      } @empty {
        <li i18n class="soft">Nobody but you can read this conversation.</li>
      }
    </ul>
  `,
  styles: `
    li {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      padding: var(--space-2) 0;
    }
    .about {
      flex: 1;
      min-width: 0;
    }
    .readers {
      font-weight: 550;
    }
    .soft {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
  `,
})
export class ShareList {
  protected readonly texts = {
    copyLinkFor: (readers: string | number) => $localize`Copy link for ${readers}`,
    revokeFor: (readers: string | number) => $localize`Revoke for ${readers}`,
  };
  private readonly api = inject(SharesApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);

  readonly shares = input.required<readonly Share[]>();
  readonly revoked = output<Share>();
  /** The page that readers see is being opened. */
  readonly opened = output();

  protected readonly readerNames = readerNames;

  protected async copy(share: Share): Promise<void> {
    const copied = await copyText(addressOf(share, location.origin));
    this.notices.say(
      copied ? $localize`Link copied. Only the readers that you chose can open it.` : $localize`The link could not be copied.`,
    );
  }

  protected async revoke(share: Share): Promise<void> {
    if (await this.confirm.ask(revokeQuestion(share), () => this.api.revoke(share.id))) this.revoked.emit(share);
  }
}
