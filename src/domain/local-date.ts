declare const brand: unique symbol;

/** A civil day `YYYY-MM-DD` in some chat's zone; never an instant. */
export type LocalDate = string & { readonly [brand]: 'LocalDate' };

/** An IANA time zone name that Intl knows, for example `Asia/Shanghai`. */
export type TimeZone = string & { readonly [brand]: 'TimeZone' };
