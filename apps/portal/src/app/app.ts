import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { IdleNotice } from './core/session/idle-notice.js';

@Component({
  selector: 'cm-root',
  imports: [RouterOutlet, IdleNotice],
  template: `
    <router-outlet />
    <cm-idle-notice />
  `,
})
export class App {}
