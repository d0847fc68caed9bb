import { type CSSVariablesResolver, type MantineColorsTuple, createTheme } from "@mantine/core";

const leaf: MantineColorsTuple = [
  "#eef7f1", "#dbecdf", "#b6dac0", "#8dc69e", "#66b98a", "#43a26d", "#2f8a5a", "#22724a", "#1a5b3b", "#12442c",
];

// Mantine's dark greys, tinted so that they sit with the green.
const dark: MantineColorsTuple = [
  "#e6ebe7", "#c3ccc5", "#a3aea6", "#7e8b82", "#58645c", "#38433c", "#2a332d", "#181e1a", "#131815", "#0e1210",
];

const gray: MantineColorsTuple = [
  "#faf8f3", "#f3f0e8", "#e9e5da", "#dfdacc", "#cdc7b8", "#a9a598", "#7f7d73", "#515c55", "#333a35", "#1b231e",
];

export const theme = createTheme({
  colors: { leaf, dark, gray },
  primaryColor: "leaf",
  primaryShade: { light: 7, dark: 4 },
  fontFamily: '"Figtree Variable", system-ui, sans-serif',
  headings: { fontFamily: '"Figtree Variable", system-ui, sans-serif', fontWeight: "680" },
  defaultRadius: "md",
  radius: { xs: "6px", sm: "8px", md: "12px", lg: "16px", xl: "22px" },
  cursorType: "pointer",
  respectReducedMotion: true,
});

/** Mantine's own names, pointed at the page's colours (page.css), which know about light and dark already. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    "--mantine-color-body": "var(--paper)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-soft)",
    "--mantine-color-placeholder": "var(--ink-faint)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-color": "var(--ink)",
    "--mantine-color-default-border": "var(--line)",
    "--mantine-color-default-hover": "var(--sunken)",
    "--mantine-color-error": "var(--bad)",
  },
  light: {},
  dark: {
    "--mantine-color-leaf-light": "var(--brand-soft)",
    "--mantine-color-leaf-light-hover": "#22432f",
    "--mantine-color-leaf-light-color": "var(--brand-ink)",
    "--mantine-color-white": "var(--on-brand)",
  },
});
