import type { TrustedKey } from '@an-tam/disclosure-control';

/** Public keys that may sign releases, each for one issuer and province. */
export class TrustedReleaseKeys {
  constructor(readonly keys: readonly TrustedKey[]) {}
}
