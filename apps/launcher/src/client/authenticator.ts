import { generateSync } from 'otplib';

const period = 30;

/** Step of the last code given out in this process, by account. */
const lastSteps = new Map<string, number>();

/**
 * The next code of an account's authenticator app (RFC 6238). The product takes the code of each 30 s once, and those
 * of the present step and the two beside it: three in a row are free, then this waits for the next step.
 * @param account whose, with the product's address, where several run
 * @param secret base32
 */
export async function nextCode(account: string, secret: string): Promise<string> {
  const present = () => Math.floor(Date.now() / 1000 / period);
  const step = Math.max(present() - 1, (lastSteps.get(account) ?? 0) + 1);
  lastSteps.set(account, step);
  while (step > present() + 1) await new Promise((resolve) => setTimeout(resolve, 200));
  return generateSync({ secret, epoch: step * period });
}
