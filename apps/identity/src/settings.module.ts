import { Global, Module, type DynamicModule } from '@nestjs/common';
import { identitySettingsToken, type IdentitySettings } from './settings.js';

/** Hands the settings read at start-up to the features. */
@Global()
@Module({})
export class IdentitySettingsModule {
  static forRoot(settings: IdentitySettings): DynamicModule {
    return {
      module: IdentitySettingsModule,
      providers: [{ provide: identitySettingsToken, useValue: settings }],
      exports: [identitySettingsToken],
    };
  }
}
