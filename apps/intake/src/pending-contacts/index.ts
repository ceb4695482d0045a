export { EndPendingContactService } from './end-pending-contact.service.js';
export { pendingContactColumns } from './pending-contact.repository.js';
export { PendingContactsModule } from './pending-contacts.module.js';
