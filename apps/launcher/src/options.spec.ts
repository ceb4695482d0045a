import { LaunchError } from './launch-error.js';
import { readLaunchOptions } from './options.js';

const production = {
  AN_TAM_PROFILE: 'production',
  AN_TAM_PUBLIC_URL: 'https://antam.example.vn/',
  AN_TAM_KEYRING_PASSPHRASE_FILE: '/run/secrets/keyring-passphrase',
};

const token = {
  AN_TAM_KEY_STORE: 'pkcs11',
  AN_TAM_PKCS11_MODULE: '/opt/hsm.so',
  AN_TAM_PKCS11_TOKEN_LABEL: 'core',
  AN_TAM_PKCS11_PIN: '123456',
};

describe('options of the launcher', () => {
  it('are the demo on port 8080 when nothing is said', () => {
    expect(readLaunchOptions([], {})).toMatchObject({ port: 8080, profile: 'demo', json: false, today: undefined });
  });

  it('prefer the command line to the environment', () => {
    const environment = { AN_TAM_PORT: '9000', AN_TAM_DATA_DIR: '/a' };
    expect(readLaunchOptions(['--port', '0', '--data', '/b', '--today', '2026-12-15'], environment)).toMatchObject({
      port: 0,
      dataDir: '/b',
      today: '2026-12-15',
    });
    expect(readLaunchOptions([], environment)).toMatchObject({ port: 9000, dataDir: '/a' });
  });

  it('take production with its address and the place of its passphrase', () => {
    expect(readLaunchOptions([], production)).toMatchObject({
      profile: 'production',
      publicUrl: 'https://antam.example.vn',
      keyStore: { kind: 'keyring' },
      keyringPassphrase: { file: '/run/secrets/keyring-passphrase' },
    });
  });

  it('take the passphrase in production from a descriptor, or from a person where there is one', () => {
    const { AN_TAM_KEYRING_PASSPHRASE_FILE: _file, ...rest } = production;
    const descriptor = { ...rest, AN_TAM_KEYRING_PASSPHRASE_FD: '5' };
    expect(readLaunchOptions([], descriptor).keyringPassphrase).toEqual({ descriptor: 5 });
    expect(readLaunchOptions([], rest, true).keyringPassphrase).toBe('terminal');
    expect(readLaunchOptions([], production, true).keyringPassphrase).toEqual({
      file: '/run/secrets/keyring-passphrase',
    });
    expect(readLaunchOptions([], {}, true).keyringPassphrase).toBeUndefined();
  });

  it('take a token with all its settings, and no passphrase with it', () => {
    const { AN_TAM_KEYRING_PASSPHRASE_FILE: _file, ...rest } = production;
    const environment = { ...rest, ...token, AN_TAM_PKCS11_ENVIRONMENT: 'VENDOR_CONF', VENDOR_CONF: '/etc/vendor' };
    expect(readLaunchOptions([], environment).keyStore).toEqual({
      kind: 'pkcs11',
      token: { modulePath: '/opt/hsm.so', tokenLabel: 'core', pin: '123456', rootLabel: 'an-tam-root' },
      storePath: undefined,
      environment: {
        AN_TAM_KEY_STORE: 'pkcs11',
        AN_TAM_PKCS11_MODULE: '/opt/hsm.so',
        AN_TAM_PKCS11_TOKEN_LABEL: 'core',
        AN_TAM_PKCS11_ROOT_LABEL: 'an-tam-root',
        AN_TAM_PKCS11_PIN: '123456',
        VENDOR_CONF: '/etc/vendor',
      },
    });
  });

  it.each([
    [['--port', '80x'], {}, '--port 80x'],
    [['--port', '65536'], {}, '--port 65536'],
    [['--profile', 'test'], {}, '--profile test'],
    [['--today', '2026-02-30'], {}, '--today 2026-02-30'],
    [['--nonsense'], {}, '--nonsense'],
    [['--today', '2026-12-15'], production, 'demo profile only'],
    [[], { ...production, AN_TAM_PUBLIC_URL: 'http://antam.example.vn' }, 'https'],
    [[], { ...production, AN_TAM_KEYRING_PASSPHRASE_FILE: undefined }, 'AN_TAM_KEYRING_PASSPHRASE_FILE'],
    [[], { ...production, AN_TAM_KEYRING_PASSPHRASE_FD: '5' }, 'not both'],
    [[], { AN_TAM_KEYRING_PASSPHRASE_FD: 'five' }, 'AN_TAM_KEYRING_PASSPHRASE_FD'],
    [[], { AN_TAM_KEY_STORE: 'cloud' }, 'AN_TAM_KEY_STORE cloud'],
    [[], { ...token, AN_TAM_PKCS11_MODULE: '' }, 'AN_TAM_PKCS11_MODULE'],
    [[], { ...token, AN_TAM_PKCS11_TOKEN_LABEL: undefined }, 'AN_TAM_PKCS11_TOKEN_LABEL'],
    [[], { ...token, AN_TAM_PKCS11_PIN: undefined }, 'AN_TAM_PKCS11_PIN_FILE'],
    [[], { ...token, AN_TAM_PKCS11_PIN_FILE: '/nowhere/pin' }, 'PIN cannot be read from file /nowhere/pin'],
  ])('refuse %j in one line that names what is wrong', (argv, environment, named) => {
    const read = () => readLaunchOptions(argv, environment);
    expect(read).toThrow(LaunchError);
    expect(read).toThrow(named);
  });
});
