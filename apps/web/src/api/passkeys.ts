import {
  startAuthentication,
  startRegistration,
  WebAuthnError,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

/** The person closed the browser's question, took too long, or the device holds no fitting passkey. */
export class PasskeyCancelledError extends Error {
  override readonly name = 'PasskeyCancelledError';
}

async function orCancelled<T>(ceremony: Promise<T>): Promise<T> {
  try {
    return await ceremony;
  } catch (error) {
    if (error instanceof WebAuthnError || error instanceof DOMException || (error as Error).name === 'NotAllowedError')
      throw new PasskeyCancelledError();
    throw error;
  }
}

type Options = Readonly<Record<string, unknown>>;

/** @param options `PublicKeyCredentialRequestOptionsJSON` as the service gave it. @throws PasskeyCancelledError */
export const provePasskey = (options: Options) =>
  orCancelled(startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON }));

/** @param options `PublicKeyCredentialCreationOptionsJSON` as the service gave it. @throws PasskeyCancelledError */
export const makePasskey = (options: Options) =>
  orCancelled(startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }));
