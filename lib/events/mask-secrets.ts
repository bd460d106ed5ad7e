/*
 * What was refused is kept as it was sent, so that whoever set up the sender can find the mistake; it is shown to people who may not see
 * keys. It may be broken, cut off, or JSON inside of a text, so this reads tokens and no values.
 */
const MASK = "•••";
const TOKEN = /\s+|"[^"\\]*(?:\\.?[^"\\]*)*(?:"|$)|'[^'"]*'|[{}[\],:]|[^\s"{}[\],:]+/gs;
const COLON = /^["']?\s*:\s*["']?$/;
const SECRET_NAME =
  /(?:write|api|access|secret|private|signing|encryption|license|service|client|server|auth)key|authori[sz]ation|^auth$|passw|^pwd$|^pass$|passphrase|secret|token|cookie|credential|bearer|^jwt$|^session(?:id)?$|^signature$|^x?sig$|^pin$|^otp$|^cvv$|^cvc$|cardnumber/;
const SECRETS_IN_TEXT: readonly [RegExp, string][] = [
  [/\btrig_[a-z]+_[\w-]{8,}/g, MASK],
  [/\b(Basic|Bearer)(\s+)[\w+/=.~-]{16,}/gi, `$1$2${MASK}`],
  [/(:\/\/[^\s/:@"'\\]*:)[^\s/@"'\\]+@/g, `$1${MASK}@`],
  [/\b(?:sk|pk|rk|re|xox[a-z]|gh[a-z]|whsec)[_-][\w-]{10,}/g, MASK],
  [/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, MASK],
];
/** JSON in a text, a query in an address, a line of a header. */
const NAMED_IN_TEXT = /([\w-]{1,40})(\\*["']?\s*[:=]\s*\\*["']?)([^\s"'\\,;&{}[\]]+)/g;

/** Text that was sent, as it may be shown: the values of fields that are named like secrets are masked at every depth, and so is what looks like a key. */
export function maskSecrets(text: string): string {
  let shown = "";
  let name = "";
  let isSecret = false;
  let depth = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (depth > 0) {
      depth += depthOf(token);
      continue;
    }
    if (isSecret && token.trim() !== "") {
      depth = Math.max(0, depthOf(token));
      shown += /^[\],}]/.test(token) ? token : `"${MASK}"`;
      isSecret = false;
      continue;
    }
    isSecret ||= COLON.test(token) && isSecretName(name);
    if (token.trim() !== "") name = token;
    shown += maskInText(token);
  }
  return shown;
}

function depthOf(token: string): number {
  if (token === "{" || token === "[") return 1;
  return token === "}" || token === "]" ? -1 : 0;
}

function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return SECRET_NAME.test(plain);
}

function maskInText(token: string): string {
  let shown = token;
  for (const [pattern, mask] of SECRETS_IN_TEXT) shown = shown.replace(pattern, mask);
  return shown.replace(NAMED_IN_TEXT, (whole, name: string, between: string) =>
    isSecretName(name) ? `${name}${between}${MASK}` : whole,
  );
}
