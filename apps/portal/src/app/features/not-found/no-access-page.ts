import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyPage } from '../../shared/pages/empty-page.js';

@Component({
  selector: 'cm-no-access-page',
  imports: [EmptyPage, MatButton, RouterLink],
  template: `
    <cm-empty-page
      i18n-heading
      heading="You don’t have access to this page"
      i18n-words
      words="Your role doesn’t include this page. If you need it for your work, request another role in My account."
    >
      <a i18n matButton="filled" routerLink="/chat">Go to your conversations</a>
    </cm-empty-page>
  `,
})
export class NoAccessPage {}
