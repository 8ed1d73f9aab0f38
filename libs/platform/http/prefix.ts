/** The prefix of our own routes, and the routes that other programs expect elsewhere: the OpenAI-compatible ones. */
export const apiPrefix = 'api';
export const outsidePrefix = ['v1'] as const;

/** The path of a route as the outside sees it. */
export function publicPath(...parts: readonly string[]): string {
  const steps = parts.flatMap((part) => part.split('/')).filter(Boolean);
  const isOutside = outsidePrefix.some((place) => place === steps[0]);
  return `/${[...(isOutside ? [] : [apiPrefix]), ...steps].join('/')}`;
}
