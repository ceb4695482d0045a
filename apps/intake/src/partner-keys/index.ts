export { FindPartnerKeyPinsQuery } from './find-partner-key-pins.query.js';
export { PartnerKeyPinEntity } from './partner-key-pin.entity.js';
export { pinColumns } from './partner-key-pin.repository.js';
export { PartnerKeysModule } from './partner-keys.module.js';
