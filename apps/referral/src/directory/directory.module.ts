import { Module } from '@nestjs/common';
import { ChangeServiceService } from './change-service.service.js';
import { DirectoryServiceRepository } from './directory-service.repository.js';
import { DirectoryController } from './directory.controller.js';
import { FindDirectoryServicesQuery } from './find-directory-services.query.js';
import { ListServicesService } from './list-services.service.js';
import { OrganisationRepository } from './organisation.repository.js';
import { RecordServiceService } from './record-service.service.js';

@Module({
  controllers: [DirectoryController],
  providers: [
    ChangeServiceService,
    DirectoryServiceRepository,
    FindDirectoryServicesQuery,
    ListServicesService,
    OrganisationRepository,
    RecordServiceService,
  ],
  exports: [FindDirectoryServicesQuery, OrganisationRepository],
})
export class DirectoryModule {}
