import { spawn } from 'node:child_process';
import { join } from 'node:path';

interface Step {
  readonly step: number;
  readonly title: string;
  readonly ok: boolean;
  readonly lines: readonly string[];
}

const script = join(__dirname, '../../dist/apps/launcher/demo.js');

function runDemo(): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}

describe('the main job, from a first contact to a coverage figure', () => {
  it('works through the gateway as the real roles, step by step', async () => {
    const { status, stdout, stderr } = await runDemo();
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Step);
    const failed = lines.filter((step) => step.ok === false).map((step) => step.title);
    expect({ failed, stderr: stderr.trim(), status }).toEqual({ failed: [], stderr: '', status: 0 });
    const titles = lines.map((step) => step.title).join('\n');
    for (const part of [
      /Ghi nhanh/,
      /Mở hồ sơ/,
      /Hỏi nhanh nhu cầu/,
      /Chuyển gửi/,
      /Hộp nhận/,
      /đã cung cấp dịch vụ/,
      /Another centre/,
      /provincial_analyst .* is refused on every route/,
      /Kết thúc kỳ/,
      /Tổng quan tỉnh/,
      /Rút lại sự đồng ý/,
      /audit log/,
      /nowhere in databases/,
    ])
      expect(titles).toMatch(part);
    expect(lines.at(-1)).toMatchObject({ done: true, steps: lines.length - 1 });
  }, 300_000);
});
