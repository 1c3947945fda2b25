import type { Opts } from '@grammyjs/types';
import type { Upload } from '../request-body.ts';
import type { World } from '../world.ts';

export type Call = {
  readonly world: World;
  /** Uploaded files by part name; a parameter refers to them by `attach://NAME`. */
  readonly uploads: ReadonlyMap<string, Upload>;
  /** Aborted when the caller hangs up. */
  readonly hungUp: AbortSignal;
};

/** A file parameter arrives as text: `attach://NAME`, a file id or a link. */
type MethodParams = Opts<string>;

/** The simulated methods: parameters as the Bot API declares them (already checked), results as JSON. */
export type Methods = {
  readonly [M in keyof MethodParams]?: (params: MethodParams[M], call: Call) => unknown;
};
