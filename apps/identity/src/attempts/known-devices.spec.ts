import type { IdentitySettings } from '../settings.js';
import { KnownDevices } from './known-devices.js';

const devicesOf = (changes: Partial<IdentitySettings> = {}) =>
  new KnownDevices({
    AN_TAM_OIDC_CLIENT_SECRET: 'a secret for this test alone',
    AN_TAM_PUBLIC_URL: 'https://an-tam.example',
    ...changes,
  } as IdentitySettings);
const devices = devicesOf();
const cookieOf = (header: string) => header.split(';')[0] ?? '';

it('knows a browser by the accounts that signed in with it, and each browser by itself', () => {
  const first = cookieOf(devices.remember(undefined, 'sen'));
  const both = cookieOf(devices.remember(`other=1; ${first}`, 'cuc'));
  const origin = devices.originOf(both, 'sen');
  expect(origin).toMatch(/^device:[\w-]{22}$/);
  expect([devices.originOf(first, 'sen'), devices.originOf(both, 'cuc')]).toEqual([origin, origin]);
  expect([devices.originOf(first, 'cuc'), devices.originOf(undefined, 'sen')]).toEqual([null, null]);
  expect(devices.originOf(cookieOf(devices.remember(undefined, 'sen')), 'sen')).not.toBe(origin);
  expect(both).not.toContain('sen');
});

it('takes no cookie that it did not make', () => {
  const made = cookieOf(devices.remember(undefined, 'sen'));
  const [name = '', mark = ''] = made.split('.');
  const forged = [
    `${name.slice(0, -2)}AA.${mark}`,
    `${name}.${mark.slice(0, -2)}AA`,
    `${name}`,
    `${made}.`,
    `an_tam_device=${'x'.repeat(5000)}`,
    cookieOf(devicesOf({ AN_TAM_OIDC_CLIENT_SECRET: 'another secret' }).remember(undefined, 'sen')),
  ];
  expect(devices.originOf(made, 'sen')).not.toBeNull();
  for (const cookie of forged) expect([cookie, devices.originOf(cookie, 'sen')]).toEqual([cookie, null]);
});

it('forgets who signed in longest ago on a computer of many, and no sooner', () => {
  const people = Array.from({ length: 9 }, (_, at) => `person-${at}`);
  const shared = people.reduce((cookie, person) => cookieOf(devices.remember(cookie, person)), '');
  expect(people.filter((person) => devices.originOf(shared, person) === null)).toEqual(['person-0']);
});

it('reaches no script, no other site and no other page', () => {
  expect(devices.remember(undefined, 'sen')).toMatch(
    /; Path=\/oidc\/interaction; Max-Age=15552000; HttpOnly; SameSite=Strict; Secure$/,
  );
  expect(devicesOf({ AN_TAM_PUBLIC_URL: 'http://localhost:8080' }).remember(undefined, 'sen')).not.toContain('Secure');
});
