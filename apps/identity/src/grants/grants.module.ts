import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { FindGrantsQuery } from './find-grants.query.js';
import { GrantsController } from './grants.controller.js';

@Module({ imports: [AccountsModule], controllers: [GrantsController], providers: [FindGrantsQuery] })
export class GrantsModule {}
