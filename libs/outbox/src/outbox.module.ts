import { Global, Module, type DynamicModule } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { Inbox } from './inbox.js';
import type { Peers } from './message-sender.js';
import { Outbox } from './outbox.js';
import { OutboxDispatcher } from './outbox-dispatcher.js';

/** Sending and receiving of messages between services, on the service's own database. */
@Global()
@Module({})
export class OutboxModule {
  /** @param databaseUrl the service's own database, for the connection that is told of new messages */
  static forRoot(peers: Peers, databaseUrl: string): DynamicModule {
    return {
      module: OutboxModule,
      providers: [
        Outbox,
        Inbox,
        {
          provide: OutboxDispatcher,
          inject: [UnitOfWork],
          useFactory: (unitOfWork: UnitOfWork) => new OutboxDispatcher(unitOfWork, peers, databaseUrl),
        },
      ],
      exports: [Outbox, Inbox, OutboxDispatcher],
    };
  }
}
