export { ReachCheck } from './reach-check.js';
export { SafeReachModule } from './safe-reach.module.js';
export { mayReachBy } from './safe-reach.rules.js';
