import { LaunchError } from './launch-error.js';
import { readLaunchOptions } from './options.js';

const production = {
  AN_TAM_PROFILE: 'production',
  AN_TAM_PUBLIC_URL: 'https://antam.example.vn/',
  AN_TAM_KEYRING_PASSPHRASE_FILE: '/run/secrets/keyring-passphrase',
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
      keyringPassphraseFile: '/run/secrets/keyring-passphrase',
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
  ])('refuse %j in one line that names what is wrong', (argv, environment, named) => {
    const read = () => readLaunchOptions(argv, environment);
    expect(read).toThrow(LaunchError);
    expect(read).toThrow(named);
  });
});
