import { Global, Module, type DynamicModule } from '@nestjs/common';
import { gatewaySettingsToken, type GatewaySettings } from './settings.js';

/** Hands the settings read at start-up to the features. */
@Global()
@Module({})
export class GatewaySettingsModule {
  static forRoot(settings: GatewaySettings): DynamicModule {
    return {
      module: GatewaySettingsModule,
      providers: [{ provide: gatewaySettingsToken, useValue: settings }],
      exports: [gatewaySettingsToken],
    };
  }
}
