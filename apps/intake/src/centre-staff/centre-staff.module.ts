import { Module, type DynamicModule } from '@nestjs/common';
import { ServiceCaller, type SigningKeys } from '@an-tam/http';
import { CentreStaffClient } from './centre-staff.client.js';

/** Who works at a centre; identity alone knows. */
@Module({})
export class CentreStaffModule {
  static forRoot(service: string, keys: SigningKeys, identityUrl: string): DynamicModule {
    const useFactory = () => new CentreStaffClient(new ServiceCaller(service, 'identity', identityUrl, keys));
    return {
      module: CentreStaffModule,
      global: true,
      providers: [{ provide: CentreStaffClient, useFactory }],
      exports: [CentreStaffClient],
    };
  }
}
