import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

/** What a sign-in on its way must meet again at its end. */
export interface SignInState {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
}

const lifeMinutes = 15;

@Injectable()
export class SignInStateRepository {
  async add(tx: Transaction, browserHash: Buffer, signIn: SignInState): Promise<void> {
    await tx.manager.query('DELETE FROM sign_in_state WHERE expires_at < now()');
    await tx.manager.query(
      `INSERT INTO sign_in_state (browser_hash, state, nonce, code_verifier, return_to, expires_at)
        VALUES ($1, $2, $3, $4, $5, now() + make_interval(mins => ${lifeMinutes}))`,
      [browserHash, signIn.state, signIn.nonce, signIn.codeVerifier, signIn.returnTo],
    );
  }

  /** Reads it once: a second callback of the same sign-in finds nothing. */
  async take(tx: Transaction, browserHash: Buffer): Promise<SignInState | null> {
    const [rows]: [SignInState[], number] = await tx.manager.query(
      `DELETE FROM sign_in_state WHERE browser_hash = $1 AND expires_at > now()
        RETURNING state, nonce, code_verifier AS "codeVerifier", return_to AS "returnTo"`,
      [browserHash],
    );
    return rows[0] ?? null;
  }
}
