export { ContactEntity } from './contact.entity.js';
export { contactColumns } from './contact.repository.js';
export { ContactsModule } from './contacts.module.js';
