/** A browser as far as cookies and redirects go: keeps cookies by host, and follows redirects on request. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** `served`: where an address that no name server knows is really served. */
  constructor(private readonly served: ReadonlyMap<string, string> = new Map()) {}

  /** `sameSite: false`: as after a link on another site, where strict cookies stay away. */
  async visit(
    address: string,
    options: {
      readonly method?: string;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly sameSite?: boolean;
    } = {},
  ): Promise<Response> {
    const url = new URL(address);
    const jar = this.jarOf(url.origin);
    const cookies = [...jar].filter(([, cookie]) => options.sameSite !== false || !/SameSite=Strict/i.test(cookie));
    const response = await fetch((this.served.get(url.origin) ?? url.origin) + url.pathname + url.search, {
      method: options.method ?? 'GET',
      headers: {
        Cookie: cookies.map(([, cookie]) => cookie.split(';')[0]).join('; '),
        ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...options.headers,
      },
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      redirect: 'manual',
    });
    for (const cookie of response.headers.getSetCookie()) {
      const name = cookie.split('=')[0]!;
      if (/Expires=Thu, 01 Jan 1970/i.test(cookie)) jar.delete(name);
      else jar.set(name, cookie);
    }
    return response;
  }

  /** Follows redirects until one leads to `stopAt`, and answers that address. */
  async follow(address: string, stopAt: string): Promise<string> {
    let at = address;
    for (let hop = 0; hop < 10; hop += 1) {
      if (at.startsWith(stopAt)) return at;
      const response = await this.visit(at);
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${at} answered ${response.status} and leads nowhere: ${await response.text()}`);
      at = new URL(location, at).href;
    }
    throw new Error(`${address} leads round in circles.`);
  }

  /** Loses the cookies of a site. */
  forget(origin: string): void {
    this.jars.delete(origin);
  }

  cookie(origin: string, name: string): string | undefined {
    return this.jarOf(origin).get(name);
  }

  private jarOf(origin: string): Map<string, string> {
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    return jar;
  }
}
