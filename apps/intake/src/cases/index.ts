export { CaseHeadsService } from './case-heads.service.js';
export { CaseWriter } from './case-writer.js';
export { CasesModule } from './cases.module.js';
