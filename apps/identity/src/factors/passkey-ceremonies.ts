import { Inject, Injectable } from '@nestjs/common';
import type { PasskeyAssertion, PasskeyAttestation } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticatorTransport,
} from '@simplewebauthn/server';
import { identitySettingsToken, type IdentitySettings } from '../settings.js';
import { PasskeyRefusedError } from './factor.errors.js';
import { PasskeyRepository, type PasskeyRow } from './passkey.repository.js';

const productName = 'An Tâm';
/** Ed25519, P-256 with SHA-256, RSA with SHA-256. */
const algorithms = [-8, -7, -257];

type Options = Record<string, unknown>;

/**
 * The two ceremonies of WebAuthn level 3: making a passkey and proving one. User verification is always required, so
 * that a passkey is two factors by itself; challenges are good once, for one purpose; no attestation is asked, which
 * would tell makes of devices.
 */
@Injectable()
export class PasskeyCeremonies {
  private readonly origin: string;
  private readonly rpID: string;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly passkeys: PasskeyRepository,
    @Inject(identitySettingsToken) settings: IdentitySettings,
  ) {
    const url = new URL(settings.AN_TAM_PUBLIC_URL);
    this.origin = url.origin;
    this.rpID = url.hostname;
  }

  /** @param known the account's passkeys; a device that holds one makes no second */
  async askToMake(
    account: { readonly id: string; readonly name: string; readonly displayName: string },
    known: readonly PasskeyRow[],
    requestId: string,
  ): Promise<Options> {
    const options = await generateRegistrationOptions({
      rpName: productName,
      rpID: this.rpID,
      userName: account.name,
      userDisplayName: account.displayName,
      userID: new TextEncoder().encode(account.id),
      attestationType: 'none',
      supportedAlgorithmIDs: algorithms,
      excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await this.give(options.challenge, `make:${account.id}`, requestId);
    return { ...options };
  }

  /** @throws PasskeyRefusedError */
  async made(
    accountId: string,
    response: PasskeyAttestation,
    requestId: string,
  ): Promise<Pick<PasskeyRow, 'credentialId' | 'publicKey' | 'counter' | 'transports'>> {
    const expectedChallenge = await this.take(response.response.clientDataJSON, `make:${accountId}`, requestId);
    const verified = await verifyRegistrationResponse({
      response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      expectedChallenge,
      expectedOrigin: this.origin,
      expectedRPID: this.rpID,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }).catch(() => undefined);
    if (!verified?.verified) throw new PasskeyRefusedError();
    const { id, publicKey, counter, transports } = verified.registrationInfo.credential;
    return { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports: transports ?? [] };
  }

  /** @param purpose the one thing the answer counts for. @param allowed passkeys to choose from; none: any on the device */
  async askToProve(purpose: string, allowed: readonly PasskeyRow[], requestId: string): Promise<Options> {
    const options = await generateAuthenticationOptions({
      rpID: this.rpID,
      userVerification: 'required',
      allowCredentials: allowed.map(({ credentialId, transports }) => ({
        id: credentialId,
        transports: transports as AuthenticatorTransport[],
      })),
    });
    await this.give(options.challenge, `prove:${purpose}`, requestId);
    return { ...options };
  }

  /** @returns whose passkey it was. @throws PasskeyRefusedError */
  async proved(purpose: string, response: PasskeyAssertion, requestId: string): Promise<string> {
    const expectedChallenge = await this.take(response.response.clientDataJSON, `prove:${purpose}`, requestId);
    const context = { actor: { system: 'sign-in' }, requestId };
    const passkey = await this.unitOfWork.run(context, (tx) => this.passkeys.find(tx, response.id));
    if (!passkey) throw new PasskeyRefusedError();
    const { credentialId: id, publicKey, counter } = passkey;
    const verified = await verifyAuthenticationResponse({
      response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
      expectedChallenge,
      expectedOrigin: this.origin,
      expectedRPID: this.rpID,
      credential: { id, publicKey: Uint8Array.from(publicKey), counter },
      requireUserVerification: true,
    }).catch(() => undefined);
    if (!verified?.verified) throw new PasskeyRefusedError();
    const { newCounter } = verified.authenticationInfo;
    await this.unitOfWork.run(context, (tx) => this.passkeys.used(tx, id, newCounter));
    return passkey.accountId;
  }

  private async give(challenge: string, purpose: string, requestId: string): Promise<void> {
    const context = { actor: { system: 'sign-in' }, requestId };
    await this.unitOfWork.run(context, (tx) => this.passkeys.giveChallenge(tx, challenge, purpose));
  }

  /** The challenge that the answer names, which is used up by it. */
  private async take(clientDataJson: string, purpose: string, requestId: string): Promise<string> {
    const challenge = challengeIn(clientDataJson);
    const context = { actor: { system: 'sign-in' }, requestId };
    const open =
      challenge !== null &&
      (await this.unitOfWork.run(context, (tx) => this.passkeys.takeChallenge(tx, challenge, purpose)));
    if (!open) throw new PasskeyRefusedError();
    return challenge;
  }
}

function challengeIn(clientDataJson: string): string | null {
  try {
    const data = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString('utf8')) as { challenge?: unknown };
    return typeof data.challenge === 'string' ? data.challenge : null;
  } catch {
    return null;
  }
}
