export { CareSettingRepository } from './care-setting.repository.js';
export { CareSettingsModule } from './care-settings.module.js';
