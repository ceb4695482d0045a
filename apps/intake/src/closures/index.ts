export { ClosureEntity } from './closure.entity.js';
export { ClosuresModule } from './closures.module.js';
