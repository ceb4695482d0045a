import { hash } from 'node:crypto';

/** Length of every hash here in bytes: SHA-256. */
export const hashBytes = 32;

const leafMark = Buffer.of(0x00);
const sha256 = (data: Uint8Array | string): Buffer => hash('sha256', data, 'buffer');

/** Hash of one leaf: SHA-256(0x00 || data), RFC 9162 section 2.1.1. U+0000 is 0x00 in UTF-8. */
export const hashLeaf = (data: Uint8Array | string): Buffer =>
  sha256(typeof data === 'string' ? `\0${data}` : Buffer.concat([leafMark, data]));

/** Filled anew for each node: a log of a million entries has a million of them. */
const nodeData = Buffer.alloc(1 + 2 * hashBytes, 0x01);

/** Hash of an inner node: SHA-256(0x01 || left || right). The marks keep a node from being shown as a leaf. */
function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== hashBytes || right.length !== hashBytes) throw new RangeError('A hash is not whole.');
  nodeData.set(left, 1);
  nodeData.set(right, 1 + hashBytes);
  return sha256(nodeData);
}

/** Root of a tree without leaves. */
const emptyRoot = (): Buffer => sha256('');

/** Largest power of two below `size`, which is at least 2: how many leaves stand left of the root. */
function leftSize(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

/**
 * What is needed of a tree to add leaves and to know its root: the roots of its perfect subtrees, largest first.
 * At most one hash a bit of the size, whatever the number of leaves.
 */
export class MerkleFrontier {
  private constructor(
    private count: number,
    private readonly peaks: Buffer[],
  ) {}

  static empty(): MerkleFrontier {
    return new MerkleFrontier(0, []);
  }

  /** The frontier that {@link toBytes} wrote for this size. @throws RangeError when it is of another size. */
  static of(size: number, bytes: Uint8Array): MerkleFrontier {
    const peaks = splitHashes(bytes);
    if (peaks.length !== [...size.toString(2)].filter((bit) => bit === '1').length)
      throw new RangeError('The frontier does not fit the size of the tree.');
    return new MerkleFrontier(size, peaks);
  }

  get size(): number {
    return this.count;
  }

  append(leaf: Uint8Array): void {
    let node: Buffer = Buffer.from(leaf);
    // As many subtrees are completed as the size has ones at its end.
    for (let rest = this.count; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      const left = this.peaks.pop();
      if (left) node = hashNode(left, node);
    }
    this.peaks.push(node);
    this.count += 1;
  }

  root(): Buffer {
    return this.peaks.length === 0 ? emptyRoot() : this.peaks.reduceRight((right, left) => hashNode(left, right));
  }

  toBytes(): Buffer {
    return Buffer.concat(this.peaks);
  }
}

/** Hashes that stand one after the other. @throws RangeError when the last one is not whole. */
export function splitHashes(bytes: Uint8Array): Buffer[] {
  if (bytes.length % hashBytes !== 0) throw new RangeError('A hash is not whole.');
  return Array.from({ length: bytes.length / hashBytes }, (_, i) =>
    Buffer.from(bytes.subarray(i * hashBytes, (i + 1) * hashBytes)),
  );
}

/** Root of the tree over these leaf hashes. */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  const frontier = MerkleFrontier.empty();
  for (const leaf of leaves) frontier.append(leaf);
  return frontier.root();
}

/**
 * Hashes that tie the leaf at `index` to the root over all leaves (RFC 9162 section 2.1.3.1).
 * @param leaves all leaf hashes of the tree
 */
export function inclusionProof(leaves: readonly Buffer[], index: number): Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('There is no such leaf.');
  if (leaves.length === 1) return [];
  const left = leftSize(leaves.length);
  return index < left
    ? [...inclusionProof(leaves.slice(0, left), index), rootOf(leaves.slice(left))]
    : [...inclusionProof(leaves.slice(left), index - left), rootOf(leaves.slice(0, left))];
}

/** Whether the proof ties the leaf at `index` to the root of a tree of `size` leaves (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Uint8Array,
): boolean {
  if (!Number.isInteger(index) || index < 0 || index >= size) return false;
  let [place, last, node] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      node = hashNode(sibling, node);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else node = hashNode(node, sibling);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && node.equals(root);
}

/** Hashes that show that the first `from` leaves are what a tree of that size was made of (RFC 9162 section 2.1.4.1). */
export function consistencyProof(leaves: readonly Buffer[], from: number): Buffer[] {
  if (!Number.isInteger(from) || from < 1 || from > leaves.length) throw new RangeError('There is no such tree.');
  const between = (part: readonly Buffer[], known: number, isWhole: boolean): Buffer[] => {
    if (known === part.length) return isWhole ? [] : [rootOf(part)];
    const left = leftSize(part.length);
    return known <= left
      ? [...between(part.slice(0, left), known, isWhole), rootOf(part.slice(left))]
      : [...between(part.slice(left), known - left, false), rootOf(part.slice(0, left))];
  };
  return between(leaves, from, true);
}

/** Whether the later tree only added leaves to the earlier one (RFC 9162 section 2.1.4.2). */
export function verifyConsistency(
  earlier: { readonly size: number; readonly root: Uint8Array },
  later: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Buffer[],
): boolean {
  if (earlier.size < 1 || earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && Buffer.from(earlier.root).equals(later.root);
  let [place, last] = [earlier.size - 1, later.size - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  // An earlier tree that is perfect is itself the first hash of the path.
  const [first, ...rest] = place === 0 ? [Buffer.from(earlier.root), ...proof] : proof;
  if (!first) return false;
  let [known, whole] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [known, whole] = [hashNode(sibling, known), hashNode(sibling, whole)];
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else whole = hashNode(whole, sibling);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && known.equals(earlier.root) && whole.equals(later.root);
}
