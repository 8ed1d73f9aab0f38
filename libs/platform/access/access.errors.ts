import { problem } from '../http/problem.js';

export const needsSession = problem('forbidden', 'needs-session', 'This needs a signed-in person; an API token can’t do it.');
