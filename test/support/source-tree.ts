import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

export interface SourceImport {
  /** Path from the root of the checkout for ours (`src/domain/zone.ts`), the package's name for others. */
  readonly target: string;
  readonly isOurs: boolean;
  /** Gone at run time. */
  readonly isTypeOnly: boolean;
}

export interface SourceModule {
  readonly path: string;
  readonly lineCount: number;
  readonly imports: readonly SourceImport[];
  readonly tree: ts.SourceFile;
}

/** All TypeScript below a folder of the checkout, parsed. */
export function readSourceTree(folder: string): readonly SourceModule[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return names.sort().map((name) => parseModule(join(folder, name).replaceAll('\\', '/')));
}

function parseModule(path: string): SourceModule {
  return parseText(path, readFileSync(path, 'utf8'));
}

/** One module from its text, as if it lay at `path`. */
export function parseText(path: string, text: string): SourceModule {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: SourceImport[] = [];
  visit(tree, (node) => {
    const found = importOf(node);
    if (found !== null) imports.push(resolveImport(path, found.specifier, found.isTypeOnly));
  });
  return { path, lineCount: text.split('\n').length - 1, imports, tree };
}

/** Calls `look` for a node and everything in it. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => {
    visit(child, look);
  });
}

function importOf(node: ts.Node): { readonly specifier: string; readonly isTypeOnly: boolean } | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, isTypeOnly: isTypeOnly(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, isTypeOnly: node.isTypeOnly };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [specifier] = node.arguments;
    if (specifier !== undefined && ts.isStringLiteral(specifier))
      return { specifier: specifier.text, isTypeOnly: false };
  }
  return null;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.every((element) => element.isTypeOnly);
}

function resolveImport(from: string, specifier: string, isTypeOnly: boolean): SourceImport {
  if (specifier.startsWith('.')) {
    return { target: posix.normalize(posix.join(dirname(from), specifier)), isOurs: true, isTypeOnly };
  }
  const parts = specifier.split('/');
  const target = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
  return { target, isOurs: false, isTypeOnly };
}
