import { randomBytes } from 'node:crypto';
import { TokenError, answerOf, isRefusedPin } from './pkcs11-errors.js';

export interface TokenOptions {
  /** Path of the module (shared library) of the HSM's vendor. */
  readonly modulePath: string;
  readonly tokenLabel: string;
  readonly pin: string;
  /** Label of the root key on the token. */
  readonly rootLabel: string;
}

/** `present` must be there already, `new` must not; `present-or-new` takes the one that is there or makes one. */
export type RootWanted = 'present' | 'new' | 'present-or-new';

interface Attribute {
  readonly type: number;
  readonly value?: Buffer | boolean | number | string;
}

/** What is used of pkcs11js; typed here because the package may be absent. */
export interface Driver {
  load(path: string): void;
  close(): void;
  C_Initialize(): void;
  C_Finalize(): void;
  C_GetSlotList(tokenPresent: boolean): Buffer[];
  C_GetTokenInfo(slot: Buffer): { readonly label: string };
  C_OpenSession(slot: Buffer, flags: number): Buffer;
  C_CloseSession(session: Buffer): void;
  C_Login(session: Buffer, userType: number, pin: string): void;
  C_FindObjectsInit(session: Buffer, template: Attribute[]): void;
  C_FindObjects(session: Buffer, most: number): Buffer[];
  C_FindObjectsFinal(session: Buffer): void;
  C_GenerateKey(session: Buffer, mechanism: { mechanism: number }, template: Attribute[]): Buffer;
  C_GetAttributeValue(session: Buffer, object: Buffer, template: Attribute[]): { readonly value: Buffer }[];
  C_EncryptInit(session: Buffer, mechanism: object, key: Buffer): void;
  C_EncryptAsync(session: Buffer, data: Buffer, out: Buffer): Promise<Buffer>;
  C_DecryptInit(session: Buffer, mechanism: object, key: Buffer): void;
  C_DecryptAsync(session: Buffer, data: Buffer, out: Buffer): Promise<Buffer>;
}

export type DriverPackage = { readonly PKCS11: new () => Driver } & Readonly<Record<string, number>>;

const DRIVER = 'pkcs11js';
const IV_BYTES = 12;
const TAG_BITS = 128;
const KEY_BYTES = 32;

/** Rejects with TokenError `no-driver`. */
export async function loadPackage(): Promise<DriverPackage> {
  try {
    const loaded = (await import(DRIVER)) as { default?: DriverPackage } & DriverPackage;
    return loaded.default ?? loaded;
  } catch (error) {
    throw new TokenError('no-driver', error);
  }
}

/**
 * A logged-in session on one token whose AES-256 root key encrypts with CKM_AES_GCM and never leaves it. It runs one
 * operation at a time. Every error of the module comes through as it is.
 */
export class Pkcs11Session {
  private constructor(
    private readonly names: DriverPackage,
    private readonly driver: Driver,
    private readonly session: Buffer,
    private readonly root: Buffer,
  ) {}

  /** Starts the module anew, logs in and finds or makes the root key. Throws {@link TokenError}. */
  static open(names: DriverPackage, driver: Driver, options: TokenOptions, wanted: RootWanted): Pkcs11Session {
    try {
      driver.C_Initialize();
    } catch (error) {
      throw new TokenError('no-module', error);
    }
    try {
      const session = openSession(names, driver, options);
      const found = rootsOf(names, driver, session, options.rootLabel);
      const make = wanted === 'new' || (wanted === 'present-or-new' && found.length === 0);
      const root = make ? generateRoot(names, driver, session, options) : theOne(found);
      requireStrongRoot(names, driver, session, root);
      return new Pkcs11Session(names, driver, session, root);
    } catch (error) {
      driver.C_Finalize();
      throw error instanceof TokenError ? error : new TokenError('refused', error);
    }
  }

  /** iv (12) | ciphertext | tag (16). */
  async encrypt(plaintext: Uint8Array, aad: Uint8Array): Promise<Uint8Array> {
    const iv = randomBytes(IV_BYTES);
    this.driver.C_EncryptInit(this.session, this.gcm(iv, aad), this.root);
    const room = Buffer.alloc(plaintext.length + TAG_BITS / 8);
    return Buffer.concat([iv, await this.driver.C_EncryptAsync(this.session, Buffer.from(plaintext), room)]);
  }

  /** The inverse. */
  async decrypt(sealed: Uint8Array, aad: Uint8Array): Promise<Uint8Array> {
    const body = Buffer.from(sealed.subarray(IV_BYTES));
    this.driver.C_DecryptInit(this.session, this.gcm(Buffer.from(sealed.subarray(0, IV_BYTES)), aad), this.root);
    return Uint8Array.from(await this.driver.C_DecryptAsync(this.session, body, Buffer.alloc(body.length)));
  }

  /** Logs out and stops the module, whatever state it is in. */
  end(): void {
    for (const step of [() => this.driver.C_CloseSession(this.session), () => this.driver.C_Finalize()]) {
      try {
        step();
      } catch (error) {
        if (answerOf(error) === '') throw error;
      }
    }
  }

  private gcm(iv: Buffer, aad: Uint8Array): object {
    const { CKM_AES_GCM, CK_PARAMS_AES_GCM } = this.names;
    const parameter = { type: CK_PARAMS_AES_GCM, iv, ivBits: IV_BYTES * 8, aad: Buffer.from(aad), tagBits: TAG_BITS };
    return { mechanism: CKM_AES_GCM, parameter };
  }
}

const named = (names: DriverPackage, name: string): number => {
  const value = names[name];
  if (value === undefined) throw new TokenError('no-driver');
  return value;
};

const attribute = (names: DriverPackage, name: string, value?: Attribute['value']): Attribute =>
  value === undefined ? { type: named(names, name) } : { type: named(names, name), value };

function openSession(names: DriverPackage, driver: Driver, { tokenLabel, pin }: TokenOptions): Buffer {
  const slots = driver.C_GetSlotList(true);
  const slot = slots.find((candidate) => driver.C_GetTokenInfo(candidate).label.trim() === tokenLabel);
  if (!slot) throw new TokenError('no-token');
  const flags = named(names, 'CKF_SERIAL_SESSION') | named(names, 'CKF_RW_SESSION');
  const session = driver.C_OpenSession(slot, flags);
  try {
    driver.C_Login(session, named(names, 'CKU_USER'), pin);
  } catch (error) {
    if (isRefusedPin(error)) throw new TokenError('wrong-pin', error);
    throw error;
  }
  return session;
}

function rootsOf(names: DriverPackage, driver: Driver, session: Buffer, label: string): Buffer[] {
  const secretKey = attribute(names, 'CKA_CLASS', named(names, 'CKO_SECRET_KEY'));
  driver.C_FindObjectsInit(session, [secretKey, attribute(names, 'CKA_LABEL', label)]);
  try {
    return driver.C_FindObjects(session, 2);
  } finally {
    driver.C_FindObjectsFinal(session);
  }
}

function theOne([root, second]: readonly Buffer[]): Buffer {
  if (!root || second) throw new TokenError('no-root');
  return root;
}

function generateRoot(names: DriverPackage, driver: Driver, session: Buffer, { rootLabel }: TokenOptions): Buffer {
  if (rootsOf(names, driver, session, rootLabel).length > 0) throw new TokenError('root-exists');
  const is = (name: string, value: Attribute['value']): Attribute => attribute(names, name, value);
  return driver.C_GenerateKey(session, { mechanism: named(names, 'CKM_AES_KEY_GEN') }, [
    is('CKA_CLASS', named(names, 'CKO_SECRET_KEY')),
    is('CKA_KEY_TYPE', named(names, 'CKK_AES')),
    is('CKA_VALUE_LEN', KEY_BYTES),
    is('CKA_LABEL', rootLabel),
    ...['CKA_TOKEN', 'CKA_PRIVATE', 'CKA_SENSITIVE', 'CKA_ENCRYPT', 'CKA_DECRYPT'].map((name) => is(name, true)),
    ...['CKA_EXTRACTABLE', 'CKA_WRAP', 'CKA_UNWRAP', 'CKA_SIGN', 'CKA_DERIVE'].map((name) => is(name, false)),
  ]);
}

/** A root that was ever extractable may lie elsewhere: refused, whoever made it. */
function requireStrongRoot(names: DriverPackage, driver: Driver, session: Buffer, root: Buffer): void {
  const flag = (name: string): boolean =>
    driver.C_GetAttributeValue(session, root, [attribute(names, name)])[0]?.value[0] === 1;
  const sealedIn = !flag('CKA_EXTRACTABLE') && flag('CKA_SENSITIVE');
  const always = flag('CKA_NEVER_EXTRACTABLE') && flag('CKA_ALWAYS_SENSITIVE') && flag('CKA_LOCAL');
  const [length] = driver.C_GetAttributeValue(session, root, [attribute(names, 'CKA_VALUE_LEN')]);
  if (!sealedIn || !always || length?.value[0] !== KEY_BYTES) throw new TokenError('weak-root');
}
