/** What a settled id says of how it was found; ids that are unclear say nothing. */
interface Found {
  readonly kind: string;
  readonly isByName?: true | undefined;
}

/** True where nothing but the name told that this is who it is. */
export const isByName = (entry: Found | null): boolean => entry?.kind !== 'unclear' && entry?.isByName === true;
