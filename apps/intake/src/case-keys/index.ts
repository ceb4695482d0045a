export { auditKeyStore } from './audit-key-store.js';
export { CaseKeyRepository, type CaseKeyName } from './case-key.repository.js';
export * from './case-keys.module.js';
export * from './case-keys.service.js';
export { CentreKeyCache, centreKeysTimeToLive } from './centre-key-cache.js';
export { asSealingKey, keySubject } from './key-subject.js';
export { KEY_STORE } from './key-store.js';
