import { randomInt } from 'node:crypto';

const signs = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * A name to sign in with, as `lan-k7q4`. It is made, not chosen: choosing would tell an administrator which names other
 * organisations use.
 */
export function makeAccountName(displayName: string): string {
  const bare = displayName.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
  const last =
    bare
      .match(/[a-z0-9]+/g)
      ?.at(-1)
      ?.slice(0, 20) ?? 'thanh-vien';
  return `${last}-${Array.from({ length: 4 }, () => signs.charAt(randomInt(signs.length))).join('')}`;
}
