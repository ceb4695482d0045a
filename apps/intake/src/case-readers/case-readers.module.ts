import { Module } from '@nestjs/common';
import { CaseReadersController } from './case-readers.controller.js';
import { ListCaseReadersQuery } from './list-case-readers.query.js';

/** Who opened a file: for telling its client, who may always ask. */
@Module({ controllers: [CaseReadersController], providers: [ListCaseReadersQuery] })
export class CaseReadersModule {}
