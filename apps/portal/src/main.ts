import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app.js';
import { appConfig } from './app/app.config.js';
import { nextTask } from './app/core/next-task.js';

await nextTask();
await bootstrapApplication(App, appConfig);
