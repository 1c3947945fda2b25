/** Endings of files that may hold a bank or a plan; others are left alone. */
const importable = /\.(csv|tsv|txt|json|gift|aiken|ya?ml|md|markdown|xlsx?|ics|ical)$/i;

export const isImportable = (name: string): boolean => importable.test(name);
