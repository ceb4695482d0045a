export { ConsentWriter } from './consent-writer.js';
export { ConsentEntity } from './consent.entity.js';
export { ConsentNotCoveringError, ConsentNotFoundError } from './consent.errors.js';
export { ConsentMapper } from './consent.mapper.js';
export { ConsentRepository } from './consent.repository.js';
export { coversReferral } from './consent.rules.js';
export { ConsentsModule } from './consents.module.js';
export { FindConsentsQuery } from './find-consents.query.js';
