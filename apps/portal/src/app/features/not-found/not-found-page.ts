import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyPage } from '../../shared/pages/empty-page.js';

@Component({
  selector: 'cm-not-found-page',
  imports: [EmptyPage, MatButton, RouterLink],
  template: `
    <cm-empty-page heading="Page not found" words="The page may have moved, or the link may be incomplete.">
      <a matButton="filled" routerLink="/chat">Go to your conversations</a>
    </cm-empty-page>
  `,
})
export class NotFoundPage {}
