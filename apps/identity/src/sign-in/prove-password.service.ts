import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { AttemptThrottle, KnownDevices } from '../attempts/index.js';
import { PasswordHasher } from '../passwords/index.js';
import { SecondFactorMissingError, SignInFailedError } from './sign-in.errors.js';
import { SignInCandidates, type SignInRequest } from './sign-in-candidates.js';
import { SignInStepRepository } from './sign-in-step.repository.js';

/**
 * First step: account and password. Does the same work and gives the same answer whether the account exists or not;
 * only who knows the password learns what the second step is.
 */
@Injectable()
export class ProvePasswordService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: SignInCandidates,
    private readonly steps: SignInStepRepository,
    private readonly throttle: AttemptThrottle,
    private readonly hasher: PasswordHasher,
    private readonly devices: KnownDevices,
  ) {}

  /**
   * @returns the account, and the second step it asks for; null when the sign-in is complete.
   * @throws SignInFailedError, SecondFactorMissingError, TooManyAttemptsError, PasswordWorkBusyError
   */
  async execute(
    request: SignInRequest & { readonly account: string; readonly password: string },
  ): Promise<{ readonly accountId: string; readonly next: 'code' | 'passkey' | null }> {
    const candidate = await this.candidates.find({ name: request.account }, request.requestId);
    const device = this.devices.originOf(request.cookies, candidate?.id ?? request.account);
    const key = this.throttle.keyOf(request.account, device ?? request.address);
    await this.candidates.admit(request, key, candidate);
    const matches = await this.hasher.verify(candidate?.hash ?? this.hasher.unmatchable, request.password);
    const reason = !candidate ? 'unknown_account' : matches ? candidate.obstacle : 'wrong_password';
    if (!candidate || reason !== null) {
      await this.candidates.recordDenial(request, candidate, reason ?? 'unknown_account');
      throw new SignInFailedError();
    }
    await this.throttle.succeeded(key, request.requestId);
    const { id: accountId, secondFactor } = candidate;
    if (secondFactor !== null) {
      await this.unitOfWork.run({ actor: { system: 'sign-in' }, requestId: request.requestId }, (tx) =>
        this.steps.begin(tx, request.interactionUid, accountId),
      );
    } else if (candidate.needsSecondFactor) {
      await this.candidates.recordDenial(request, candidate, 'second_factor_missing');
      throw new SecondFactorMissingError();
    } else await this.candidates.recordSuccess(request, candidate, 'password');
    return { accountId, next: secondFactor };
  }
}
