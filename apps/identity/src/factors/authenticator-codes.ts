import { verifySync } from 'otplib';

/** Clocks of phone and server may differ by this much either way, in seconds: one time step. */
const tolerance = 30;

/**
 * The time step a six-digit code belongs to (RFC 6238, 30 s, SHA-1), or null when it is no code of the present step or
 * the ones beside it.
 * @param secret base32
 */
export function stepOfCode(secret: string, code: string): number | null {
  const result = verifySync({ secret, token: code, epochTolerance: tolerance });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
