export { CodeChecks } from './code-checks.js';
export { INTAKE_CONFIG } from './intake-config.token.js';
export { ReferenceDataModule } from './reference-data.module.js';
export { loadIntakeConfig, type IntakeConfig } from './reference-data.js';
export { ConfigFileError, readConfigFile } from './config-files.js';
