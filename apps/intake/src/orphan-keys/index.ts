export { OrphanKeysModule } from './orphan-keys.module.js';
