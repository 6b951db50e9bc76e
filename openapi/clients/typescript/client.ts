import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema.js";

export type * from "./schema.js";
export type Greenlight = Client<paths>;

/** Call the API at an address as the holder of a token or a key, or as nobody. */
export function greenlight(address: string, token?: string): Greenlight {
  return createClient<paths>({ baseUrl: address, headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } });
}
