import { createServer } from 'node:net';
import { freePort, freePorts } from './free-port.js';

describe('free ports', () => {
  it('are different and lie below those of outgoing connections', async () => {
    const ports = await freePorts(4);
    expect(new Set(ports).size).toBe(4);
    for (const port of ports) {
      expect(port).toBeGreaterThanOrEqual(15_000);
      expect(port).toBeLessThan(32_000);
    }
  });

  it('are refused by name when they are taken', async () => {
    const holder = createServer();
    const taken = await freePort();
    await new Promise<void>((resolve) => holder.listen(taken, '127.0.0.1', resolve));
    await expect(freePort(taken)).rejects.toThrow(`port ${taken} is already in use`);
    await new Promise((resolve) => holder.close(resolve));
    expect(await freePort(taken)).toBe(taken);
  });
});
