import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyPage } from '../../shared/empty-page.js';

@Component({
  selector: 'cm-no-access-page',
  imports: [EmptyPage, MatButton, RouterLink],
  template: `
    <cm-empty-page
      heading="This page is not open to your role"
      words="Chat Man shows each role what it needs, and nothing more. If you need this page for your work, please ask an administrator for another role."
    >
      <a matButton="filled" routerLink="/chat">Go to your conversations</a>
    </cm-empty-page>
  `,
})
export class NoAccessPage {}
