export { ContactEntity } from './contact.entity.js';
export { ContactsModule } from './contacts.module.js';
export { ExpireContactsService } from './expire-contacts.service.js';
export { contactColumns } from './contact.repository.js';
