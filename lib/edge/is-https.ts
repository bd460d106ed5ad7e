/** Whether an address is reached through TLS, however its scheme is spelled. */
export function isHttps(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && new URL(url).protocol === "https:";
}
