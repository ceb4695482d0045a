export { KeyRotationEntity } from './key-rotation.entity.js';
export { KeyRotationRepository } from './key-rotation.repository.js';
export { KeyRotationsModule } from './key-rotations.module.js';
export { SealedRowRepository } from './sealed-row.repository.js';
