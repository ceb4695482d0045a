/** For TypeORM: entities sealed and opened as a whole, and the columns they are stored in. */
export type { EntityClass } from './entity-layout.js';
export { EntitySealer } from './entity-sealer.js';
export { rowMacColumnV1, sealedColumnV1 } from './sealed-column-sql.js';
export type { Content, Head, Indexes, Sealed } from './sealed-property.js';
export { SealedRowEntity } from './sealed-row.entity.js';
