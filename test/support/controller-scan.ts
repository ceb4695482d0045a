import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync, type ClassDeclaration, type ClassMethod, type Decorator } from '@swc/core';

export const repositoryRoot = join(__dirname, '../..');

/** Source files below a folder of the repository, as paths from its root; no build output, no dependency. */
export function sourceFiles(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(repositoryRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(repositoryRoot, join(entry.parentPath, entry.name)))
    .filter((path) => !/(^|\/)(dist|node_modules)\//.test(path) && pattern.test(path))
    .sort();
}

export interface ScannedRoute {
  readonly method: string;
  /** As declared, from the service's root. */
  readonly path: string;
  readonly handler: string;
  /** Name of the decorator that declares who may use it; undefined: none does. */
  readonly permission: string | undefined;
}

const verbs = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Head', 'Options'];
const permissions = ['Permit', 'PermitSignedIn', 'PermitService', 'PublicRoute'];

interface Called {
  readonly name: string;
  readonly text: string;
}

function called({ expression }: Decorator): Called | undefined {
  if (expression.type === 'Identifier') return { name: expression.value, text: '' };
  if (expression.type !== 'CallExpression' || expression.callee.type !== 'Identifier') return undefined;
  const first = expression.arguments[0]?.expression;
  return { name: expression.callee.value, text: first?.type === 'StringLiteral' ? first.value : '' };
}

const decoratorsOf = (decorators: readonly Decorator[] | undefined): Called[] =>
  (decorators ?? []).map(called).filter((c) => c !== undefined);

function routesOfClass(declaration: ClassDeclaration, openDecorators: readonly string[]): ScannedRoute[] {
  const controller = decoratorsOf(declaration.decorators).find((d) => d.name === 'Controller');
  if (!controller) return [];
  const methods = declaration.body.filter((member): member is ClassMethod => member.type === 'ClassMethod');
  return methods.flatMap((method) => {
    const decorators = decoratorsOf(method.function.decorators);
    const allowed = [...permissions, ...openDecorators];
    return decorators
      .filter((d) => verbs.includes(d.name))
      .map((verb) => ({
        method: verb.name.toUpperCase(),
        path: `/${controller.text}/${verb.text}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
        handler: `${declaration.identifier.value}.${'value' in method.key ? String(method.key.value) : '?'}`,
        permission: decorators.find((d) => allowed.includes(d.name))?.name,
      }));
  });
}

/**
 * Routes a source text declares.
 * @param openDecorators further names that stand for a permission, as a constant of the file
 */
export function scanRoutes(source: string, openDecorators: readonly string[] = []): ScannedRoute[] {
  const { body } = parseSync(source, { syntax: 'typescript', decorators: true });
  return body.flatMap((item) => {
    const declaration = item.type === 'ExportDeclaration' ? item.declaration : item;
    return declaration.type === 'ClassDeclaration' ? routesOfClass(declaration, openDecorators) : [];
  });
}

export const scanFile = (path: string): ScannedRoute[] => {
  const source = readFileSync(join(repositoryRoot, path), 'utf8');
  // The health routes are below the access rules and write the permission's metadata by its key.
  const own = /const (\w+) = SetMetadata\('an-tam:route-permission'/.exec(source)?.[1];
  return scanRoutes(source, own ? [own] : []);
};
