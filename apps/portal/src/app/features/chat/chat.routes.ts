import type { Routes, UrlMatcher } from '@angular/router';
import { inNextTask } from '../../core/next-task.js';

/** `chat` and `chat/:id` are one route, so that a new conversation becomes a kept one without the page being made anew. */
const conversation: UrlMatcher = (segments) => {
  const [id, ...rest] = segments;
  if (rest.length > 0) return null;
  return id === undefined ? { consumed: [] } : { consumed: [id], posParams: { id } };
};

export const chatRoutes: Routes = [
  {
    path: 'shared',
    title: $localize`Shared with me`,
    loadComponent: () => import('./sharing/shared-page.js').then((file) => file.SharedPage),
  },
  {
    path: 'shared/:id',
    title: $localize`Shared conversation`,
    loadComponent: () => import('./sharing/shared-thread-page.js').then((file) => file.SharedThreadPage),
  },
  {
    matcher: conversation,
    title: $localize`Chat`,
    loadComponent: () => import('./chat-page.js').then(inNextTask).then((file) => file.ChatPage),
  },
];
