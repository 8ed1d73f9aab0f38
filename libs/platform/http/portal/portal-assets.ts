import type { RequestHandler } from 'express';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

interface Asset {
  readonly cacheControl: string;
  readonly bodies: ReadonlyMap<Coding, Body>;
}

interface Body {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Content codings of RFC 9110, the smallest first, and what the build adds to the name of a file for each. */
const codings = { br: '.br', gzip: '.gz', identity: '' } as const;
type Coding = keyof typeof codings;

/**
 * The portal's files beside its page, some two megabytes, held in memory: a running server goes on serving the portal that it started
 * with, whole, while another one is being put in its place. What is not among them goes on to the next handler.
 */
export function portalAssets(directory: string): RequestHandler {
  const assets = readAssets(directory);
  return (request, response, next) => {
    const asset = assets.get(request.path);
    if (asset === undefined) return next();
    const coding = [...asset.bodies.keys()].find((each) => request.acceptsEncodings(each) !== false) ?? 'identity';
    const { bytes, etag } = asset.bodies.get(coding)!;
    if (coding !== 'identity') response.set('Content-Encoding', coding);
    response
      .vary('Accept-Encoding')
      .type(extname(request.path))
      .set({ 'Cache-Control': asset.cacheControl, ETag: etag })
      .send(bytes);
  };
}

/** By path. Names that begin with a dot are not served. */
function readAssets(directory: string): Map<string, Asset> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const served = names.filter(
    (name) => !/(^|\/)\.|\.(br|gz)$|^index\.html$/.test(name) && statSync(join(directory, name)).isFile(),
  );
  return new Map(
    served.map((name) => {
      const found = (Object.keys(codings) as Coding[]).filter((coding) => names.includes(name + codings[coding]));
      const bodies = new Map(found.map((coding) => [coding, bodyOf(readFileSync(join(directory, name + codings[coding])))]));
      return [`/${name}`, { cacheControl: cacheControlOf(name), bodies }];
    }),
  );
}

function bodyOf(bytes: Buffer): Body {
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
}

/** A name with the hash of its content never means anything else. */
function cacheControlOf(name: string): string {
  return /-[\w-]{8}\.(js|css|woff2)$/.test(name) ? 'public, max-age=31536000, immutable' : 'public, max-age=300';
}
