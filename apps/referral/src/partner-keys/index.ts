export { PartnerKeysModule } from './partner-keys.module.js';
