import { createHash } from 'node:crypto';
import {
  consistencyProof,
  hashLeaf,
  inclusionProof,
  MerkleFrontier,
  rootOf,
  splitHashes,
  verifyConsistency,
  verifyInclusion,
} from './merkle-tree.js';

/** The eight leaves of the reference tests of Certificate Transparency, with their published roots (hexadecimal). */
const referenceLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const referenceRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** RFC 9162 section 2.1.1, written down as the standard defines it. */
function definedRoot(data: readonly Buffer[]): Buffer {
  const [only] = data;
  if (only === undefined) return createHash('sha256').digest();
  if (data.length === 1)
    return createHash('sha256')
      .update(Buffer.concat([Buffer.of(0), only]))
      .digest();
  const left = 2 ** (Math.ceil(Math.log2(data.length)) - 1);
  const parts = [definedRoot(data.slice(0, left)), definedRoot(data.slice(left))];
  return createHash('sha256')
    .update(Buffer.concat([Buffer.of(1), ...parts]))
    .digest();
}

const leavesOf = (count: number) => Array.from({ length: count }, (_, i) => hashLeaf(`entry ${i}`));
const flipped = (hash: Buffer) => Buffer.from(hash.map((byte, i) => (i === 7 ? byte ^ 1 : byte)));

describe('the Merkle tree', () => {
  it('has the published roots of the reference leaves', () => {
    const leaves = referenceLeaves.map((hex) => hashLeaf(Buffer.from(hex, 'hex')));
    expect(leaves.map((_, i) => rootOf(leaves.slice(0, i + 1)).toString('hex'))).toEqual(referenceRoots);
    expect(rootOf([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('has the root the standard defines, at every size, however it was put together', () => {
    for (let size = 0; size <= 40; size += 1) {
      const data = Array.from({ length: size }, (_, i) => Buffer.from(`entry ${i}`));
      expect(rootOf(leavesOf(size))).toEqual(definedRoot(data));
      const half = Math.floor(size / 2);
      const first = MerkleFrontier.empty();
      for (const leaf of leavesOf(size).slice(0, half)) first.append(leaf);
      const resumed = MerkleFrontier.of(half, first.toBytes());
      for (const leaf of leavesOf(size).slice(half)) resumed.append(leaf);
      expect([resumed.size, resumed.root()]).toEqual([size, definedRoot(data)]);
    }
  });

  it('refuses a frontier of another size and a hash that is not whole', () => {
    expect(() => MerkleFrontier.of(3, Buffer.alloc(32))).toThrow(RangeError);
    expect(() => splitHashes(Buffer.alloc(33))).toThrow(RangeError);
  });

  it('proves that a leaf is in, for every leaf of every size, and nothing else', () => {
    for (let size = 1; size <= 20; size += 1) {
      const leaves = leavesOf(size);
      const root = rootOf(leaves);
      leaves.forEach((leaf, index) => {
        const proof = inclusionProof(leaves, index);
        expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
        expect(verifyInclusion(hashLeaf('another'), index, size, proof, root)).toBe(false);
        if (size > 1) expect(verifyInclusion(leaf, (index + 1) % size, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false);
        proof.forEach((hash, i) => {
          expect(verifyInclusion(leaf, index, size, proof.with(i, flipped(hash)), root)).toBe(false);
        });
        if (proof.length > 0) expect(verifyInclusion(leaf, index, size, proof.slice(1), root)).toBe(false);
      });
      expect(() => inclusionProof(leaves, size)).toThrow(RangeError);
      expect(verifyInclusion(root, size, size, [], root)).toBe(false);
    }
  });

  it('proves that a later tree only added to an earlier one, for every pair of sizes, and nothing else', () => {
    for (let size = 1; size <= 17; size += 1) {
      const leaves = leavesOf(size);
      const later = { size, root: rootOf(leaves) };
      for (let from = 1; from <= size; from += 1) {
        const earlier = { size: from, root: rootOf(leaves.slice(0, from)) };
        const proof = consistencyProof(leaves, from);
        expect(verifyConsistency(earlier, later, proof)).toBe(true);
        const rewritten = { size: from, root: rootOf(leavesOf(from).with(0, hashLeaf('another'))) };
        expect(verifyConsistency(rewritten, later, proof)).toBe(false);
        expect(verifyConsistency(earlier, { size, root: flipped(later.root) }, proof)).toBe(false);
        expect(verifyConsistency(earlier, later, [...proof, later.root])).toBe(false);
        proof.forEach((hash, i) => {
          expect(verifyConsistency(earlier, later, proof.with(i, flipped(hash)))).toBe(false);
        });
      }
      expect(verifyConsistency(later, { size: size - 1, root: later.root }, [])).toBe(false);
    }
  });
});
