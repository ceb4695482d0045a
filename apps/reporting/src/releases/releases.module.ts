import { Module, type DynamicModule } from '@nestjs/common';
import type { TrustedKey } from '@an-tam/disclosure-control';
import { Inbox } from '@an-tam/outbox';
import { ReceiveReleaseService } from './receive-release.service.js';
import { ReleaseMessagesController } from './release-messages.controller.js';
import { ReleaseRepository } from './release.repository.js';
import { TrustedReleaseKeys } from './trusted-release-keys.js';

@Module({})
export class ReleasesModule {
  static forRoot(trustedKeys: readonly TrustedKey[]): DynamicModule {
    return {
      module: ReleasesModule,
      controllers: [ReleaseMessagesController],
      providers: [
        // The receiving side alone: reporting sends nothing, so it has no outbox.
        Inbox,
        ReceiveReleaseService,
        ReleaseRepository,
        { provide: TrustedReleaseKeys, useValue: new TrustedReleaseKeys(trustedKeys) },
      ],
      exports: [ReleaseRepository],
    };
  }
}
