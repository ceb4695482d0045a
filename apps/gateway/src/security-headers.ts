import type { FastifyHelmetOptions } from '@fastify/helmet';

const none = ["'none'"];
const self = ["'self'"];

/** What pages may do: run our own scripts, ask our own host, and be shown nowhere else. */
export function helmetOptions(https: boolean): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        // WebAssembly: packets are opened in the browser with libsodium.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: self,
        fontSrc: self,
        connectSrc: self,
        workerSrc: self,
        manifestSrc: self,
        frameAncestors: none,
        baseUri: none,
        formAction: self,
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    hsts: https ? { maxAge: 63_072_000, includeSubDomains: true } : false,
  };
}

/** Pages of ours make and prove passkeys and use nothing else of what can be switched off. */
export const permissionsPolicy = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'payment',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .concat('publickey-credentials-get=(self)', 'publickey-credentials-create=(self)')
  .join(', ');
