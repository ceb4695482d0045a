export { CaseloadLoader } from './load-caseload.js';
export { ProgressBar } from './progress-bar.js';
