import { Injectable } from '@nestjs/common';
import { AttemptThrottle } from '../attempts/index.js';
import { PasskeyCeremonies, PasskeyRefusedError } from '../factors/index.js';
import type { PasskeyAssertion } from '@an-tam/contracts';
import { SignInFailedError } from './sign-in.errors.js';
import { SignInCandidates, type SignInRequest } from './sign-in-candidates.js';

/**
 * A signature cannot be guessed; this keeps one sign-in from keeping us busy. Counted by the sign-in and never by the address,
 * so that nobody's wrong passwords or answers close this way to a colleague behind the same address.
 */
const answersPerSignIn = 30;

/**
 * A passkey proves the person by itself (possession, and PIN or body at the device), so it is the whole sign-in, with or
 * without a password before it. Nobody is asked for an account name, so none can be tried.
 */
@Injectable()
export class ProvePasskeyService {
  constructor(
    private readonly candidates: SignInCandidates,
    private readonly throttle: AttemptThrottle,
    private readonly ceremonies: PasskeyCeremonies,
  ) {}

  begin({ interactionUid, requestId }: SignInRequest): Promise<Record<string, unknown>> {
    return this.ceremonies.askToProve(`sign-in:${interactionUid}`, [], requestId);
  }

  /** @returns the account's id. @throws PasskeyRefusedError, SignInFailedError, TooManyAttemptsError */
  async execute(request: SignInRequest & { readonly response: PasskeyAssertion }): Promise<string> {
    const { interactionUid, response, requestId } = request;
    const key = this.throttle.keyOf('passkey', `sign-in:${interactionUid}`);
    await this.candidates.admit(request, key, null, answersPerSignIn);
    const accountId = await this.prove(interactionUid, response, request);
    const candidate = await this.candidates.find({ id: accountId }, requestId);
    if (!candidate || candidate.obstacle !== null) {
      await this.candidates.recordDenial(request, candidate, candidate?.obstacle ?? 'unknown_account');
      throw new SignInFailedError();
    }
    await this.throttle.succeeded(key, requestId);
    await this.candidates.recordSuccess(request, candidate, 'passkey');
    return accountId;
  }

  private async prove(interactionUid: string, response: PasskeyAssertion, request: SignInRequest): Promise<string> {
    try {
      return await this.ceremonies.proved(`sign-in:${interactionUid}`, response, request.requestId);
    } catch (error) {
      if (error instanceof PasskeyRefusedError) await this.candidates.recordDenial(request, null, 'passkey_refused');
      throw error;
    }
  }
}
