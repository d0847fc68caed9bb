import "@fontsource-variable/figtree/wght.css";
import "./app/mantine.css";
import "./app/page.css";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { queries } from "./app/queries";
import { cssVariables, theme } from "./app/theme";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="top-center" limit={3} />
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
