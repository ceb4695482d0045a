export { FieldEncryptionModule } from './field-encryption.module.js';
