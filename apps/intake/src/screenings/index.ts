export { ScreeningEntity } from './screening.entity.js';
export { ScreeningMapper } from './screening.mapper.js';
export { ScreeningRepository } from './screening.repository.js';
export { ScreeningsModule } from './screenings.module.js';
