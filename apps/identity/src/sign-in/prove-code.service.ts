import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { AttemptThrottle, KnownDevices } from '../attempts/index.js';
import { VerifyCodeService, WrongCodeError } from '../factors/index.js';
import { SignInFailedError, StepNotOpenError } from './sign-in.errors.js';
import { SignInCandidates, type SignInRequest } from './sign-in-candidates.js';
import { SignInStepRepository } from './sign-in-step.repository.js';

/**
 * Codes of six digits that may be tried for one account within a quarter of an hour, from all browsers together that it has
 * not signed in with: who has the password must not have a million tries. The account's own browsers have a count each.
 */
const shortCodesPerAccount = 10;

/** Second step: a code of the authenticator app or a recovery code, after the password and in the same sign-in. */
@Injectable()
export class ProveCodeService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly candidates: SignInCandidates,
    private readonly steps: SignInStepRepository,
    private readonly throttle: AttemptThrottle,
    private readonly verifyCode: VerifyCodeService,
    private readonly devices: KnownDevices,
  ) {}

  /** @returns the account's id. @throws StepNotOpenError, WrongCodeError, SignInFailedError, TooManyAttemptsError */
  async execute(request: SignInRequest & { readonly code: string }): Promise<string> {
    const { interactionUid, code, requestId } = request;
    const context = { actor: { system: 'sign-in' }, requestId };
    const accountId = await this.unitOfWork.run(context, (tx) => this.steps.find(tx, interactionUid));
    if (accountId === null) throw new StepNotOpenError();
    const candidate = await this.candidates.find({ id: accountId }, requestId);
    const device = this.devices.originOf(request.cookies, accountId);
    const isShort = /^[\d\s]*$/.test(code);
    const keys = [
      { key: this.throttle.keyOf(`code:${accountId}`, device ?? request.address), most: undefined },
      ...(isShort && device === null
        ? [{ key: this.throttle.keyOf('code', `account:${accountId}`), most: shortCodesPerAccount }]
        : []),
    ];
    for (const { key, most } of keys) await this.candidates.admit(request, key, candidate, most);
    if (!candidate || candidate.obstacle !== null) {
      await this.candidates.recordDenial(request, candidate, candidate?.obstacle ?? 'unknown_account');
      throw new SignInFailedError();
    }
    const kind = await this.unitOfWork.run(context, async (tx) => {
      const found = await this.verifyCode.execute(tx, accountId, code);
      if (found) await this.steps.end(tx, interactionUid);
      return found;
    });
    if (!kind) {
      await this.candidates.recordDenial(request, candidate, 'wrong_code');
      throw new WrongCodeError();
    }
    for (const { key } of keys) await this.throttle.succeeded(key, requestId);
    await this.candidates.recordSuccess(request, candidate, kind);
    return accountId;
  }
}
