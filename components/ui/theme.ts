/** How the screens look: as the computer says, or as the member chose. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const THEME_COOKIE = "trig_theme";

export const themeWords: { readonly [T in Theme]: string } = {
  system: "As the computer",
  light: "Light",
  dark: "Dark",
};

/** The choice that a cookie holds; whatever is no choice follows the computer. */
export function themeOf(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** The colour of the frame that a browser draws around a page. */
export function frameColours(theme: Theme): { media?: string; color: string }[] {
  const light = { color: "#f8f9fb" };
  const dark = { color: "#101114" };
  if (theme === "light") return [light];
  if (theme === "dark") return [dark];
  return [
    { media: "(prefers-color-scheme: light)", ...light },
    { media: "(prefers-color-scheme: dark)", ...dark },
  ];
}
