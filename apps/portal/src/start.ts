import { createApplication } from '@angular/platform-browser';
import { Router } from '@angular/router';
import { App } from './app/app.js';
import { appConfig } from './app/app.config.js';
import { nextTask } from './app/core/next-task.js';

/** Each step in a task of its own, so that the browser can paint and answer between them. */
export async function start(): Promise<void> {
  await nextTask();
  const application = await createApplication(appConfig);
  await nextTask();
  application.bootstrap(App);
  await nextTask();
  application.injector.get(Router).initialNavigation();
}
