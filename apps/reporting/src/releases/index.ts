export { ReleaseRepository, releaseScopeColumns, type ReceivedRelease } from './release.repository.js';
export { ReleasesModule } from './releases.module.js';
