export { CasesModule } from './cases.module.js';
export { readCaseCode } from './case-code.js';
