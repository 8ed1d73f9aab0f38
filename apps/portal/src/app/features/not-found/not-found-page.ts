import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyPage } from '../../shared/pages/empty-page.js';

@Component({
  selector: 'cm-not-found-page',
  imports: [EmptyPage, MatButton, RouterLink],
  template: `
    <cm-empty-page
      i18n-heading
      heading="Page not found"
      i18n-words
      words="The page may have moved, or the link may be incomplete."
    >
      <a i18n matButton="filled" routerLink="/chat">Go to your conversations</a>
    </cm-empty-page>
  `,
})
export class NotFoundPage {}
