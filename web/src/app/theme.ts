import { type MantineColorsTuple, createTheme } from "@mantine/core";

const leaf: MantineColorsTuple = [
  "#eef7f1", "#dbecdf", "#b6dac0", "#8dc69e", "#66b98a", "#43a26d", "#2f8a5a", "#22724a", "#1a5b3b", "#12442c",
];

// Mantine's dark greys, tinted so that they sit with the green.
const dark: MantineColorsTuple = [
  "#e6ebe7", "#c3ccc5", "#a3aea6", "#7e8b82", "#58645c", "#38433c", "#2a332d", "#181e1a", "#131815", "#0e1210",
];

export const theme = createTheme({
  colors: { leaf, dark },
  primaryColor: "leaf",
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  fontFamily: '"Figtree Variable", system-ui, sans-serif',
  headings: { fontFamily: '"Figtree Variable", system-ui, sans-serif', fontWeight: "680" },
  defaultRadius: "md",
  radius: { xs: "6px", sm: "8px", md: "12px", lg: "16px", xl: "22px" },
  cursorType: "pointer",
  respectReducedMotion: true,
});
