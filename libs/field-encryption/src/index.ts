/** Everything server side. Browsers import `@an-tam/field-encryption/packet`. */
export * from './packet/index.js';
export { MIN_SEALED_BYTES, readHeader } from './core/envelope.js';
export type { EnvelopeHeader } from './core/envelope.js';
export { MAX_PLAINTEXT_BYTES, paddedLength } from './core/padding.js';
export type { PaddingClass } from './core/padding.js';
export { chooseCaseKey, newCaseKey } from './fields/case-key.js';
export type { CaseKey } from './fields/case-key.js';
export { openField, sealField } from './fields/sealed-field.js';
export { openFile, sealFile } from './fields/sealed-file.js';
export type { FieldContext, FieldType } from './fields/sealed-field.js';
export { FieldValueError } from './fields/value-encoding.js';
export { FieldCodec } from './fields/field-codec.js';
export type { FieldPlace } from './fields/field-codec.js';
export { IncompleteRowError, RowCodec, RowUnreadableError } from './fields/row-codec.js';
export type { StoredRow } from './fields/row-codec.js';
export { boundColumns, caseColumnOf, storedName, UnregisteredColumnError } from './fields/sealed-table.js';
export type { SealedTable, SensitiveColumn, SensitiveIndex } from './fields/sealed-table.js';
export { computeRowMac, verifyRowMac } from './fields/row-mac.js';
export type { MacRow, RowMacValue } from './fields/row-mac.js';
export { blindIndex } from './search/blind-index.js';
export type { BlindIndexSpec } from './search/blind-index.js';
export { fitsToneBlind, NORMALISER_VERSION, NormaliseError, normalise, toneBlind } from './search/normalise.js';
export type { Normaliser } from './search/normalise.js';
export { TextScan } from './search/text-scan.js';
export type { SealedText } from './search/text-scan.js';
export { unwrapKey, wrapKey, wrappingKeyId } from './keys/wrapped-key.js';
export type { KeyPurpose, WrapContext } from './keys/wrapped-key.js';
export { CentreKeysNotFoundError, KeyVersionInUseError, KmsUnavailableError } from './keys/kms.js';
export type { CentreKeyPurpose, CentreKeys, Kms, NamedSigningKey, VersionedKey } from './keys/kms.js';
export { openKeyStore } from './keys/key-store.js';
export type { KeyStoreOptions } from './keys/key-store.js';
export type { WrappedKeyStore } from './keys/wrapped-key-store.js';
export { Keyring } from './keys/keyring.js';
export {
  KeyringExistsError,
  KeyringLockedError,
  KeyringPassphraseError,
  KeyringUnreadableError,
} from './keys/keyring-errors.js';
export type { KeyringProblem } from './keys/keyring-errors.js';
export { RecoveryShareError, sharesNeeded } from './keys/recovery-share.js';
export type { RecoveryShareProblem } from './keys/recovery-share.js';
export { Pkcs11Kms } from './keys/pkcs11-kms.js';
export type { Pkcs11Options } from './keys/pkcs11-kms.js';
export { TokenError } from './keys/pkcs11-errors.js';
export type { TokenProblem } from './keys/pkcs11-errors.js';
export type { TokenOptions } from './keys/pkcs11-session.js';
