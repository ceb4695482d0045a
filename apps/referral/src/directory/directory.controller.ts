import { Body, Controller, Get, Param, Post, Put, Query, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  changeDirectoryServiceSchema,
  directoryListSchema,
  directoryQuerySchema,
  directoryServiceSchema,
  idParamsSchema,
  recordDirectoryServiceSchema,
  type ChangeDirectoryService,
  type DirectoryService,
  type RecordDirectoryService,
  type UserContext,
} from '@an-tam/contracts';
import { ChangeServiceService } from './change-service.service.js';
import { ListServicesService } from './list-services.service.js';
import { RecordServiceService } from './record-service.service.js';

@Controller('directory/services')
export class DirectoryController {
  constructor(
    private readonly listServices: ListServicesService,
    private readonly recordService: RecordServiceService,
    private readonly changeService: ChangeServiceService,
  ) {}

  @Get()
  @Permit('read', 'DirectoryService')
  @SerializeOptions({ schema: directoryListSchema })
  async list(
    @Caller() caller: UserContext,
    @Query({ schema: directoryQuerySchema }) { needCode }: { needCode?: string },
  ): Promise<{ services: DirectoryService[] }> {
    return this.listServices.list(caller, needCode);
  }

  @Post()
  @Permit('update', 'DirectoryService')
  @SerializeOptions({ schema: directoryServiceSchema })
  async record(
    @Caller() caller: UserContext,
    @Body({ schema: recordDirectoryServiceSchema }) body: RecordDirectoryService,
  ): Promise<DirectoryService> {
    return this.recordService.record(caller, body);
  }

  @Put(':id')
  @Permit('update', 'DirectoryService')
  @SerializeOptions({ schema: directoryServiceSchema })
  async change(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) { id }: { id: string },
    @Body({ schema: changeDirectoryServiceSchema }) body: ChangeDirectoryService,
  ): Promise<DirectoryService> {
    return this.changeService.change(caller, id, body);
  }
}
