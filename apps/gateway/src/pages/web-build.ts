import { readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { gatewaySettingsToken, type GatewaySettings } from '../settings.js';

export interface WebFile {
  /** Path below the folder of the build. */
  readonly name: string;
  readonly cacheControl: string;
}

const page = 'index.html';

/** Files whose name carries a fingerprint of their content. */
const fingerprinted = /^assets\/.+-[\w-]{8,}\.\w+$/;

/** The built pages. Only files that were there at the start are served, so no address can lead elsewhere. */
@Injectable()
export class WebBuild {
  readonly folder: string;
  private readonly files: ReadonlySet<string>;

  constructor(@Inject(gatewaySettingsToken) settings: GatewaySettings) {
    this.folder = resolve(settings.AN_TAM_WEB_DIR);
    this.files = new Set(filesBelow(this.folder));
  }

  /** The file for an address: itself, or the page for addresses that the page's own router knows; null otherwise. */
  find(path: string): WebFile | null {
    const name = path.replace(/^\//, '');
    if (name !== page && this.files.has(name))
      return { name, cacheControl: fingerprinted.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache' };
    const isPage = !/^(api|auth|oidc|health|internal|assets)(\/|$)/.test(name) && !/\.[^/]*$/.test(name);
    return isPage && this.files.has(page) ? { name: page, cacheControl: 'no-store' } : null;
  }
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  } catch {
    return []; // no pages were built: the API is served alone
  }
}
