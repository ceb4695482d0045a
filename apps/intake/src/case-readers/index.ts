export { CaseReadersModule } from './case-readers.module.js';
