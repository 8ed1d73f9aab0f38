import { createRequire } from 'node:module';
import type { VendorId } from '#contracts/chat/provider.js';
import { anthropic } from './anthropic.js';
import { azure } from './azure.js';
import { bedrock } from './bedrock.js';
import { google } from './google.js';
import { mistral } from './mistral.js';
import type { Vendor } from './vendor.js';

export const vendors: Readonly<Record<VendorId, Vendor>> = { azure, anthropic, mistral, google, bedrock };

/** How the vendor's package is installed; null where it is there. Nothing of it is loaded. */
export function missingPackage(vendor: Vendor): string | null {
  try {
    createRequire(import.meta.url).resolve(vendor.package);
    return null;
  } catch {
    return `npm install --no-save --ignore-scripts ${vendor.package}@${vendor.version}`;
  }
}
