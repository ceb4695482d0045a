export { DirectoryModule } from './directory.module.js';
export { FindDirectoryServicesQuery } from './find-directory-services.query.js';
export { NeedDomains } from './need-domains.js';
export { OrganisationRepository } from './organisation.repository.js';
