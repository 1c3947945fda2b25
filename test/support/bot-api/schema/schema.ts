import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { shapeReader, type ShapeReader } from './read-shape.ts';
import type { Field, MethodSchema, Schema } from './shape.ts';

let cached: Schema | undefined;

/**
 * The request schema of the installed `@grammyjs/types`, read once per process (about half a second). Its comments are
 * the official texts of the Bot API (https://core.telegram.org/bots/api), so lengths and ranges come from there too.
 */
export function botApiSchema(): Schema {
  cached ??= readSchema();
  return cached;
}

/** Stands for `InputFile`; a name no real declaration has. */
const FILE_TYPE_NAME = 'UploadedFileOfTheTestServer';

// Only what the declarations mention: loading TypeScript's real libraries would take longer than all the rest.
const SMALL_LIB = `
interface Array<T> { length: number; [index: number]: T }
interface ReadonlyArray<T> { readonly length: number; readonly [index: number]: T }
interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {}
interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String {}
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type Partial<T> = { [P in keyof T]?: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type Record<K extends keyof any, T> = { [P in K]: T };
`;

function readSchema(): Schema {
  const { checker, root } = compileDeclarations();
  const readShape = shapeReader(checker, FILE_TYPE_NAME);
  const methods = new Map<string, () => MethodSchema>();
  for (const symbol of checker.getPropertiesOfType(typeOf(checker, root, 'methods'))) {
    let schema: MethodSchema | undefined;
    methods.set(symbol.name, () => (schema ??= readMethod(checker, root, symbol, readShape)));
  }
  return {
    methodNames: [...methods.keys()],
    method: (name) => methods.get(name)?.(),
    message: readShape.shape(typeOf(checker, root, 'message')),
    update: readShape.shape(typeOf(checker, root, 'update')),
  };
}

function readMethod(
  checker: ts.TypeChecker,
  root: ts.SourceFile,
  symbol: ts.Symbol,
  readShape: ShapeReader,
): MethodSchema {
  const signature = checker.getTypeOfSymbolAtLocation(symbol, root).getCallSignatures()[0];
  if (!signature) throw new Error(`${symbol.name} is not a method in @grammyjs/types`);
  const argument = signature.getParameters()[0];
  const params: ReadonlyMap<string, Field> = argument
    ? readShape.fields(checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(argument, root)))
    : new Map();
  return { name: symbol.name, params, result: readShape.shape(signature.getReturnType()) };
}

function compileDeclarations(): { checker: ts.TypeChecker; root: ts.SourceFile } {
  const typesFolder = path.dirname(createRequire(import.meta.url).resolve('@grammyjs/types/package.json'));
  const rootPath = path.join(typesFolder, '__schema-root.d.ts');
  const libPath = path.join(typesFolder, '__schema-lib.d.ts');
  const virtual = new Map([
    [libPath, SMALL_LIB],
    [
      rootPath,
      `import type { ApiMethods } from './methods.js';
       import type { Message } from './message.js';
       import type { Update } from './update.js';
       export interface ${FILE_TYPE_NAME} { readonly uploaded: true }
       export declare const methods: ApiMethods<${FILE_TYPE_NAME}>;
       export declare const message: Message;
       export declare const update: Update;`,
    ],
  ]);
  const options: ts.CompilerOptions = {
    noLib: true,
    strict: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const program = ts.createProgram([libPath, rootPath], options, hostWith(virtual, options));
  const root = program.getSourceFile(rootPath);
  if (!root) throw new Error('the declarations of @grammyjs/types could not be read');
  return { checker: program.getTypeChecker(), root };
}

function hostWith(virtual: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    fileExists: (file) => virtual.has(file) || host.fileExists(file),
    readFile: (file) => virtual.get(file) ?? host.readFile(file),
    getSourceFile: (file, language) => {
      const text = virtual.get(file) ?? host.readFile(file);
      return text === undefined ? undefined : ts.createSourceFile(file, text, language);
    },
  };
}

function typeOf(checker: ts.TypeChecker, root: ts.SourceFile, name: string): ts.Type {
  const module = checker.getSymbolAtLocation(root);
  const found = module && checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
  if (!found) throw new Error(`${name} is missing from the declarations of @grammyjs/types`);
  return checker.getTypeOfSymbolAtLocation(found, root);
}
