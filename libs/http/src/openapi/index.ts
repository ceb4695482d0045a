export { openApiDocument, type OpenApiOptions } from './openapi-document.js';
