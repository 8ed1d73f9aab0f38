/** Bytes of the random start of AES-GCM. */
const startLength = 12;

/** Seals and opens drafts with the key that the API gives whoever is signed in. The page itself cannot read the key out of it. */
export class DraftSeal {
  private constructor(private readonly key: CryptoKey) {}

  static async from(key: string): Promise<DraftSeal> {
    return new DraftSeal(await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['encrypt', 'decrypt']));
  }

  /** `place`: where it is kept; it can be opened there only. */
  async seal(place: string, text: string): Promise<string> {
    const iv = crypto.getRandomValues(new Uint8Array(startLength));
    const sealed = await crypto.subtle.encrypt(within(place, iv), this.key, new TextEncoder().encode(text));
    return `${textOf(iv)}.${textOf(new Uint8Array(sealed))}`;
  }

  /** Null for what was not sealed with this key for this place. */
  async open(place: string, sealed: string): Promise<string | null> {
    try {
      const [iv, content] = sealed.split('.', 2).map(bytesOf) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
      return new TextDecoder().decode(await crypto.subtle.decrypt(within(place, iv), this.key, content));
    } catch {
      return null;
    }
  }
}

function within(place: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
}

function textOf(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
