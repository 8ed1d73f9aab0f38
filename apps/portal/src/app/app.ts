import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { IdleNotice } from './core/session/idle-notice.js';

@Component({
  selector: 'cm-root',
  imports: [RouterOutlet, IdleNotice],
  template: `
    <cm-idle-notice />
    <router-outlet />
  `,
})
export class App {}
