import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { HeldNotice } from './core/api/held-notice.js';
import { IdleNotice } from './core/session/idle/idle-notice.js';

@Component({
  selector: 'cm-root',
  imports: [RouterOutlet, HeldNotice, IdleNotice],
  template: `
    <cm-held-notice />
    <cm-idle-notice />
    <router-outlet />
  `,
})
export class App {}
