/** The tags an author may use beside plain placeholders. Nothing that loads, loops or assigns. */
export const allowedTags: ReadonlySet<string> = new Set(["if", "unless", "case", "raw", "comment"]);
const innerTags = ["elsif", "else", "when", "endif", "endunless", "endcase", "endraw", "endcomment"];
export const knownTags: ReadonlySet<string> = new Set([...allowedTags, ...innerTags]);

/** The filters an author may use: each gives the same words for the same values, whenever it runs. */
export const allowedFilters: ReadonlySet<string> = new Set(
  [
    "default date capitalize upcase downcase append prepend replace replace_first remove remove_first",
    "strip lstrip rstrip strip_html strip_newlines truncate truncatewords slice size url_encode",
    "round floor ceil abs plus minus times divided_by modulo at_least at_most",
  ].flatMap((line) => line.split(" ")),
);
