/** The prefix of our own routes, and the routes that other programs expect elsewhere: the OpenAI-compatible ones. */
export const apiPrefix = 'api';
export const outsidePrefix = ['v1'] as const;

/** Whether a request goes to such a place, where failures are answered in the shape that those programs read. */
export function isOutsidePrefix(path: string): boolean {
  return outsidePrefix.some((place) => place === path.split('/')[1]);
}

/** The path of a route as the outside sees it. */
export function publicPath(...parts: readonly string[]): string {
  const steps = parts.flatMap((part) => part.split('/')).filter(Boolean);
  const isOutside = outsidePrefix.some((place) => place === steps[0]);
  return `/${[...(isOutside ? [] : [apiPrefix]), ...steps].join('/')}`;
}
