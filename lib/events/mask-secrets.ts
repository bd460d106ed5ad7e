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
  [/\b(?:sk|pk|rk|re|xox[a-z]|gh[a-z]|whsec|glpat|npm|github_pat)[_-][\w-]{10,}/g, MASK],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\bAIza[\w-]{30,}|\bSG\.[\w-]{10,}\.[\w-]{10,}/g, MASK],
  [/(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)[^"]*/g, `$1${MASK}`],
  [/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, MASK],
];
/** A query in an address, a line of a header, JSON that was cut off in a text. */
const NAME_IN_TEXT = /([\w-]{1,40})\\*["']?\s*[:=]\s*(\\*["'])?/g;
const VALUE_IN_TEXT = /[^\s"'\\,;&{}[\]]+/y;
const QUOTED_IN_TEXT = /[^"'\\]+/y;
/** A field that is told by its name: {"name": "password", "value": "…"}. */
const NAMES_A_FIELD = new Set(["name", "key", "field", "header", "id", "param", "parameter"]);
const HOLDS_ITS_VALUE = new Set(["value", "val"]);
const ONE_WORD = /^["']?[\w.[\]-]{1,40}["']?$/;
const JSON_IN_TEXT = /^"\s*(?:[{[]|\\[rnt])/;
const MOST_TEXTS_IN_TEXT = 8;

/** Text that was sent, as it may be shown: the values of fields that are named like secrets are masked at every depth, and so is what looks like a key. */
export function maskSecrets(text: string): string {
  return mask(text, MOST_TEXTS_IN_TEXT);
}

function mask(text: string, texts: number): string {
  let shown = "";
  let name = "";
  let isSecret = false;
  let depth = 0;
  /** The value that belongs to a name is still to come. */
  let isPair = false;
  let field = "";
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
    if (COLON.test(token)) {
      field = plainName(name);
      isSecret ||= isSecretName(name) || (isPair && HOLDS_ITS_VALUE.has(field));
    } else if (/^[{}]$/.test(token)) isPair = false;
    else isPair ||= NAMES_A_FIELD.has(field) && ONE_WORD.test(token) && isSecretName(token);
    if (/^[,{}[\]]/.test(token)) field = "";
    if (token.trim() !== "") name = token;
    shown += maskInText(token, texts);
  }
  return shown;
}

function depthOf(token: string): number {
  if (token === "{" || token === "[") return 1;
  return token === "}" || token === "]" ? -1 : 0;
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(plainName(name));
}

function plainName(name: string): string {
  const written = name.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return written.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function maskInText(token: string, texts: number): string {
  if (texts > 0 && JSON_IN_TEXT.test(token)) {
    const inner = unquoted(token);
    const masked = inner === null ? null : mask(inner, texts - 1);
    if (masked !== null) return masked === inner ? token : JSON.stringify(masked);
  }
  let shown = token;
  for (const [pattern, mask] of SECRETS_IN_TEXT) shown = shown.replace(pattern, mask);
  return maskNamed(shown);
}

function unquoted(token: string): string | null {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}

// A name that is none of a secret may stand before one that is: https://x.test/?token=…
function maskNamed(text: string): string {
  let shown = "";
  let from = 0;
  for (const named of text.matchAll(NAME_IN_TEXT)) {
    const [whole, name = "", quote] = named;
    const at = named.index + whole.length;
    if (named.index < from || !isSecretName(name)) continue;
    const value = quote ? QUOTED_IN_TEXT : VALUE_IN_TEXT;
    value.lastIndex = at;
    const found = value.exec(text)?.[0] ?? "";
    if (found === "") continue;
    shown += text.slice(from, at) + MASK;
    from = at + found.length;
  }
  return shown + text.slice(from);
}
