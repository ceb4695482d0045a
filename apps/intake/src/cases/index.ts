export { CaseWriter } from './case-writer.js';
export { CasesModule } from './cases.module.js';
