import { sameFingerprint } from './same-fingerprint.js';

describe('comparing fingerprints', () => {
  it('does not mind how it was typed', () => {
    expect(sameFingerprint('k7q4 92mx', 'K7Q4-92MX')).toBe(true);
  });

  it('minds every sign', () => {
    expect(sameFingerprint('K7Q4-92MY', 'K7Q4-92MX')).toBe(false);
    expect(sameFingerprint('K7Q4', 'K7Q4-92MX')).toBe(false);
    expect(sameFingerprint('', '')).toBe(false);
  });
});
