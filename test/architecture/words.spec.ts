import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot, sourceFiles } from '../support/controller-scan.js';

/** Words that never stand in what people at work see; official plan wording is quoted from config/plans alone. */
const banned = [
  'đối tượng',
  'bán dâm',
  'mại dâm',
  'tệ nạn',
  'tái hòa nhập',
  'tái hoà nhập',
  'tái phạm',
  'hoàn lương',
  'bệnh xã hội',
  'nghi vấn',
];

const withoutMarks = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');

/** As they would stand in an address, a file name or an identifier. */
const bannedInNames = banned.map((word) => withoutMarks(word).replace(/ /g, ''));

const bannedIn = (text: string) => banned.filter((word) => text.normalize('NFC').toLowerCase().includes(word));
const bannedInName = (name: string) =>
  bannedInNames.filter((word) =>
    withoutMarks(name.toLowerCase())
      .replace(/[^a-z]/g, '')
      .includes(word),
  );

const isTest = (path: string) => /\.(spec|int-spec)\.tsx?$/.test(path);

describe('words of the product', () => {
  const folders = ['apps/web', 'apps/intake', 'apps/referral', 'apps/gateway', 'apps/identity', 'libs'];
  const files = folders
    .flatMap((folder) => sourceFiles(folder, /\.(ts|tsx|html|json|css|svg|md)$/))
    .filter((p) => !isTest(p));

  it('finds a banned word where one is planted', () => {
    expect(bannedIn('Danh sách ĐỐI TƯỢNG')).toEqual(['đối tượng']);
    expect(bannedIn('mại dâm'.normalize('NFD'))).toEqual(['mại dâm']);
    expect(bannedInName('apps/web/src/doi-tuong-page.tsx')).toEqual(['doituong']);
  });

  it('are none of the banned ones in any source of pages and services', () => {
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap((path) =>
      bannedIn(readFileSync(join(repositoryRoot, path), 'utf8')).map((word) => `${path}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it('are none of the banned ones in any file name', () => {
    const names = [...files, ...sourceFiles('config', /./)];
    expect(names.flatMap((path) => bannedInName(path).map((word) => `${path}: ${word}`))).toEqual([]);
  });

  it('are none of the banned ones in any label of the interface', () => {
    const labels = sourceFiles('config', /\.ya?ml$/).flatMap((path) =>
      readFileSync(join(repositoryRoot, path), 'utf8')
        .split('\n')
        .filter((line) => /label_ui/.test(line))
        .map((line) => ({ path, line })),
    );
    expect(labels.length).toBeGreaterThan(50);
    expect(labels.filter(({ line }) => bannedIn(line).length > 0)).toEqual([]);
  });
});
